package org.fluxjvm.scheduler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.LedgerTests;
import org.fluxjvm.scheduler.Nodes;
import org.fluxjvm.scheduler.RunLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.scheduler.jdbc.TestDatabase#all")
class JdbcNodesTest extends LedgerTests {
  private static final String URI = "local:///run/flux/local";

  private final TestDatabase database;
  private Nodes nodes;

  JdbcNodesTest(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected RunLedger emptyLedger() {
    return database.emptyLedger(clock);
  }

  @BeforeEach
  void join() {
    nodes = ((JdbcLedger) ledger).nodes();
  }

  @Test
  void nodes_on_one_instance_join_and_leave() {
    nodes.join("ann", "ann", "instance-1", URI);
    nodes.join("ben", "ben", "instance-1", URI);
    nodes.join("ben", "ben", "instance-1", URI);
    assertThat(nodes.live()).containsExactlyInAnyOrder("ann", "ben");

    nodes.leave("ann");

    assertThat(nodes.live()).containsExactly("ben");
  }

  @Test
  void a_node_on_another_instance_is_refused_as_long_as_one_is_alive() {
    nodes.join("ann", "ann", "instance-1", URI);

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> nodes.join("ben", "ben", "instance-2", "local:///elsewhere"))
        .withMessageContaining("ann")
        .withMessageContaining(URI)
        .withMessageContaining("instance-2")
        .withMessageContaining("the same Flux instance");
    assertThat(nodes.live()).containsExactly("ann");

    silence(31);
    nodes.join("ben", "ben", "instance-2", "local:///elsewhere");
    assertThat(nodes.live()).containsExactly("ben");
  }

  @Test
  void a_node_that_was_silent_is_alive_again_with_a_sign_of_life() {
    nodes.join("ann", "ann", "instance-1", URI);
    silence(31);
    assertThat(nodes.live()).isEmpty();

    nodes.beat("ann", "instance-2");

    assertThat(nodes.live()).containsExactly("ann");
    nodes.join("ben", "ben", "instance-2", URI);
  }

  @Test
  void a_node_that_is_not_known_has_to_join() {
    assertThat(nodes.beat("ann", "instance-1")).isFalse();
    assertThat(nodes.live()).isEmpty();

    nodes.join("ann", "ann", "instance-1", URI);
    assertThat(nodes.beat("ann", "instance-1")).isTrue();
  }

  @Test
  void an_earlier_start_on_the_same_instance_is_over_and_that_of_another_scheduler_is_not() {
    nodes.join("night/one/first", "night/one/", "instance-1", URI);
    nodes.join("night/two/first", "night/two/", "instance-1", URI);

    nodes.join("night/one/second", "night/one/", "instance-1", URI);

    assertThat(nodes.live()).containsExactlyInAnyOrder("night/one/second", "night/two/first");
  }

  @Test
  void a_scheduler_of_the_same_name_that_is_alive_on_another_instance_is_not_thrown_out() {
    nodes.join("night/one/first", "night/one/", "instance-1", URI);

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> nodes.join("night/one/second", "night/one/", "instance-2", URI))
        .withMessageContaining("night/one/first");
    assertThat(nodes.beat("night/one/first", "instance-1")).isTrue();

    silence(11);
    nodes.join("night/one/second", "night/one/", "instance-2", URI);
    assertThat(nodes.live()).containsExactly("night/one/second");
  }

  @Test
  void of_many_that_join_on_different_instances_at_once_one_does() throws Exception {
    AtomicInteger number = new AtomicInteger();

    List<Boolean> joined =
        together(
            () -> {
              int mine = number.incrementAndGet();
              try {
                nodes.join("node" + mine, "node" + mine, "instance-" + mine, URI);
                return true;
              } catch (LedgerException e) {
                return false;
              }
            });

    assertThat(joined).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(nodes.live()).hasSize(1);
  }

  private void silence(int seconds) {
    TestDatabase.execute(
        database.dataSource(),
        "UPDATE FLUX_NODES SET BEAT_MICROS = BEAT_MICROS - " + seconds + "000000");
  }
}
