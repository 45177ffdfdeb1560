package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.user.CurrentUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EmbeddedIngestTest {
  private static final int NOVALIDATE = 8;

  private final EmbeddedFixture flux = new EmbeddedFixture("embedded:?nodes=2&cores=4&gpus=1");

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void a_jobspec_that_breaks_a_rule_is_refused_with_eperm() {
    assertThat(refusal(spec -> spec.remove("tasks"))).contains("tasks");
    assertThat(refusal(spec -> spec.put("version", 2))).contains("version");
    assertThat(refusal(spec -> spec.put("bogus", 1))).contains("bogus");
    assertThat(refusal(spec -> Specs.system(spec).remove("duration"))).contains("duration");
    assertThat(refusal(spec -> Specs.system(spec).put("duration", "1"))).contains("duration");
    assertThat(
            refusal(spec -> ((ArrayNode) spec.path("tasks").path(0).path("command")).removeAll()))
        .contains("command");
  }

  @Test
  void what_no_service_here_provides_is_refused_with_einval() {
    assertThat(error(spec -> Specs.system(spec).put("queue", "batch"), 16, 0).errno())
        .isEqualTo(Errno.EINVAL);
    assertThat(
            error(
                    spec ->
                        Specs.system(spec)
                            .putArray("dependencies")
                            .addObject()
                            .put("scheme", "nosuch")
                            .put("value", "1"),
                    16,
                    0)
                .errno())
        .isEqualTo(Errno.EINVAL);
    FluxException nested =
        flux.submit(Specs.command(List.of("flux", "broker", "x")), 16, 0).error();
    assertThat(nested.errno()).isEqualTo(Errno.EINVAL);
    assertThat(nested.reason()).contains("real instance");
  }

  @Test
  void a_job_gets_the_nodes_that_its_constraint_names() {
    ObjectNode spec = Specs.simulated("0.01s");
    Specs.system(spec).putObject("constraints").putArray("ranks").add("1");
    assertThat(
            flux.events(flux.submit(spec), "eventlog").stream()
                .filter(event -> event.path("name").asString().equals("alloc"))
                .map(event -> event.at("/context/annotations/sched/resource_summary").asString()))
        .containsExactly("rank1/core0");
    assertThat(refusal(s -> Specs.system(s).putObject("constraints").putArray("not")))
        .contains("not must have a value");
  }

  @Test
  void urgency_and_flags_are_checked() {
    assertThat(error(spec -> {}, 32, 0).errno()).isEqualTo(Errno.EINVAL);
    assertThat(error(spec -> {}, -1, 0).errno()).isEqualTo(Errno.EINVAL);
    assertThat(error(spec -> {}, 16, 64).errno()).isEqualTo(Errno.EPROTO);
    assertThat(flux.submit(Specs.simulated("0.01s"), 16, NOVALIDATE).text()).contains("id");
  }

  @Test
  void a_request_must_be_signed_by_its_sender() {
    String foreign = new Signer(CurrentUser.id() + 1).sign(Json.bytes(Specs.sh("true")));
    assertThat(errno(foreign)).isEqualTo(Errno.EPERM);
    assertThat(errno("zz")).isEqualTo(Errno.EINVAL);
    assertThat(errno(new Signer(CurrentUser.id()).sign(new byte[] {'x'}))).isEqualTo(Errno.EINVAL);
    assertThat(flux.refusal("job-ingest.submit", "{}").errno()).isEqualTo(Errno.EPROTO);
  }

  @Test
  void a_job_that_can_never_fit_gets_an_alloc_exception() {
    long id = flux.submit(Specs.slots(9, 1, List.of("true")));

    assertThat(flux.eventNames(id, "eventlog"))
        .containsExactly("submit", "validate", "depend", "priority", "exception", "clean");
    assertThat(flux.event(id, "exception").path("context").path("type").asString())
        .isEqualTo("alloc");
  }

  @Test
  void resources_are_numbered_as_flux_numbers_them() {
    long id = flux.submit(Specs.slots(5, 1, List.of("true")));
    flux.status(id);

    String rLite =
        flux.ask("job-info.lookup", "{\"id\":" + id + ",\"keys\":[\"R\"],\"flags\":1}")
            .path("R")
            .path("execution")
            .path("R_lite")
            .toString();
    assertThat(rLite)
        .isEqualTo(
            "[{\"rank\":\"0\",\"children\":{\"core\":\"0-3\"}},"
                + "{\"rank\":\"1\",\"children\":{\"core\":\"0\"}}]");
    assertThat(flux.event(id, "alloc").toString()).contains("rank0/core[0-3] rank1/core0");
  }

  @Test
  void what_is_allocated_shows_in_the_resources() {
    long id = flux.submit(Specs.simulated("1h"));
    flux.awaitEvent(id, "start");

    assertThat(
            flux.ask("resource.sched-status", "")
                .path("allocated")
                .path("execution")
                .path("R_lite")
                .toString())
        .isEqualTo("[{\"rank\":\"0\",\"children\":{\"core\":\"0\"}}]");
    assertThat(flux.ask("resource.status", "").path("R").path("execution").path("R_lite"))
        .isEqualTo(
            Json.parse("[{\"rank\":\"0-1\",\"children\":{\"core\":\"0-3\",\"gpu\":\"0\"}}]"));
  }

  @Test
  void a_stored_jobspec_does_not_show_the_environment() {
    long id = flux.submit(Specs.simulated("0.01s"));

    assertThat(
            flux.ask("job-info.lookup", "{\"id\":" + id + ",\"keys\":[\"jobspec\"],\"flags\":0}")
                .path("jobspec")
                .asString())
        .contains("duration")
        .doesNotContain("environment");
    assertThat(
            flux.refusal("job-info.lookup", "{\"id\":" + id + ",\"keys\":[\"x\"],\"flags\":0}")
                .errno())
        .isEqualTo(Errno.ENOENT);
  }

  private String refusal(Consumer<ObjectNode> change) {
    FluxException error = error(change, 16, 0);
    assertThat(error.errno()).isEqualTo(Errno.EPERM);
    return error.reason();
  }

  private FluxException error(Consumer<ObjectNode> change, int urgency, int flags) {
    ObjectNode spec = Specs.sh("true");
    change.accept(spec);
    return flux.submit(spec, urgency, flags).error();
  }

  private Errno errno(String signed) {
    String payload = Json.object().put("J", signed).put("urgency", 16).put("flags", 0).toString();
    return flux.refusal("job-ingest.submit", payload).errno();
  }
}
