package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BuilderRulesTest {
  private static CommandBuilder command() {
    return JobspecV1.fromCommand(List.of("a"));
  }

  private static PerResourceBuilder perResource() {
    return JobspecV1.perResource(List.of("a"));
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(JobspecException.class).hasMessage(message);
  }

  @Test
  void a_command_needs_a_program() {
    String message = "command: must have at least one string, got an empty list";
    assertRefused(() -> JobspecV1.fromCommand(List.of()), message);
    assertRefused(() -> JobspecV1.perResource(List.of()), message);
  }

  @Test
  void counts_have_a_least_value() {
    assertRefused(() -> command().numTasks(0), "numTasks: must be an integer >= 1, got 0");
    assertRefused(() -> command().coresPerTask(0), "coresPerTask: must be an integer >= 1, got 0");
    assertRefused(() -> command().gpusPerTask(-1), "gpusPerTask: must be an integer >= 0, got -1");
    assertRefused(() -> command().numNodes(0), "numNodes: must be an integer >= 1, got 0");
    assertRefused(() -> perResource().ncores(0), "ncores: must be an integer >= 1, got 0");
    assertRefused(() -> perResource().nnodes(0), "nnodes: must be an integer >= 1, got 0");
    assertRefused(
        () -> perResource().gpusPerNode(-1), "gpusPerNode: must be an integer >= 0, got -1");
  }

  @Test
  void there_are_not_more_nodes_than_tasks_or_slots() {
    assertRefused(
        () -> command().numNodes(5).numTasks(4).build(),
        "numNodes: must not be greater than numTasks 4, got 5");
    assertRefused(
        () -> JobspecV1.fromNestCommand(List.of("a")).numNodes(2).build(),
        "numNodes: must not be greater than numSlots 1, got 2");
  }

  @Test
  void only_nodes_can_be_exclusive() {
    String message = "exclusive: can only be true with a number of nodes";
    assertRefused(() -> command().exclusive(true).build(), message);
    assertRefused(() -> perResource().ncores(1).exclusive(true).build(), message);
  }

  @Test
  void an_attribute_value_needs_a_json_form() {
    assertThatThrownBy(() -> command().setAttribute("user.x", new Object()))
        .isInstanceOf(JobspecException.class)
        .hasMessageStartingWith("attributes.user.x: has no JSON form: ");
  }

  @Test
  void permissions_are_permission_bits() {
    assertRefused(
        () -> command().addFile("f", "x", 0100644), "permissions: must be 0 to 07777, got 0100644");
  }
}
