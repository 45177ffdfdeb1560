package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxjvm.Errno;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EmbeddedListTest {
  private final EmbeddedFixture flux = new EmbeddedFixture("embedded:?cores=2");
  private long completed;
  private long failed;
  private long held;

  @BeforeEach
  void submit() {
    completed = flux.submit(Specs.simulated("0.01s"));
    flux.status(completed);
    failed = flux.submit(Specs.sh("exit 1"));
    flux.status(failed);
    held = flux.submit(Specs.sh("true"), 0, 0).json().path("id").asLong();
  }

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void pending_jobs_come_first_then_the_newest() {
    assertThat(list("{}")).containsExactly(held, failed, completed);
  }

  @Test
  void constraints_choose_jobs() {
    assertThat(list("{\"results\":[\"FAILED\"]}")).containsExactly(failed);
    assertThat(list("{\"results\":[1]}")).containsExactly(completed);
    assertThat(list("{\"states\":[\"pending\"]}")).containsExactly(held);
    assertThat(list("{\"states\":[64]}")).containsExactly(failed, completed);
    assertThat(list("{\"not\":[{\"states\":[\"inactive\"]}]}")).containsExactly(held);
    assertThat(list("{\"and\":[{\"name\":[\"sh\"]},{\"ranks\":[\"0\"]}]}")).containsExactly(failed);
    assertThat(list("{\"or\":[{\"results\":[1]},{\"results\":[2]}]}"))
        .containsExactly(failed, completed);
    assertThat(list("{\"t_submit\":[\">0\"]}")).hasSize(3);
    assertThat(list("{\"t_run\":[\"<1\"]}")).isEmpty();
    assertThat(list("{\"userid\":[-1]}")).hasSize(3);
    assertThat(list("{\"name\":[]}")).isEmpty();
    assertThat(list("{\"hostlist\":[\"no-such-host[1-2]\"]}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"states\":[\"foo\"]}",
        "{\"foo\":[1]}",
        "{\"t_submit\":[\"0\"]}",
        "{\"t_submit\":[]}",
        "{\"results\":[16]}",
        "{\"hostlist\":[\"v[m\"]}",
        "{\"ranks\":[\"x\"]}",
        "{\"userid\":[\"x\"]}",
        "{\"a\":[],\"b\":[]}",
        "{\"name\":\"x\"}",
        "1"
      })
  void a_bad_constraint_is_refused(String constraint) {
    assertThat(flux.stream("job-list.list", payload(constraint)).error().errno())
        .isEqualTo(Errno.EPROTO);
  }

  @Test
  void only_the_first_response_has_a_version_and_a_limit_is_kept() {
    Responses responses = flux.stream("job-list.list", payload("{}"));

    assertThat(responses.error().errno()).isEqualTo(Errno.ENODATA);
    assertThat(responses.received().getFirst()).contains("\"version\":1");
    assertThat(responses.received().getLast()).doesNotContain("version");
    assertThat(
            flux.ask("job-list.list", "{\"max_entries\":1,\"attrs\":[]}")
                .equals(Json.parse("{\"jobs\":[{\"id\":" + held + "}]}")))
        .isTrue();
  }

  @Test
  void a_job_shows_the_attributes_that_are_known_in_its_state() {
    assertThat(names(held))
        .containsExactlyInAnyOrder(
            "id",
            "userid",
            "urgency",
            "priority",
            "t_submit",
            "t_depend",
            "t_priority",
            "t_sched",
            "state",
            "name",
            "cwd",
            "ntasks",
            "ncores",
            "duration");
    assertThat(names(completed))
        .containsExactlyInAnyOrder(
            "id",
            "userid",
            "urgency",
            "priority",
            "t_submit",
            "t_depend",
            "t_priority",
            "t_sched",
            "t_run",
            "t_cleanup",
            "t_inactive",
            "state",
            "name",
            "cwd",
            "ntasks",
            "ncores",
            "duration",
            "nnodes",
            "ranks",
            "nodelist",
            "success",
            "exception_occurred",
            "result",
            "expiration",
            "annotations",
            "waitstatus");
  }

  @Test
  void list_id_waits_for_a_state() {
    Responses waiting =
        flux.send("job-list.list-id", "{\"id\":" + held + ",\"attrs\":[\"state\"],\"state\":64}");
    flux.ask("job-manager.urgency", "{\"id\":" + held + ",\"urgency\":16}");

    assertThat(waiting.json().path("job").path("state").asInt()).isEqualTo(64);
  }

  @Test
  void what_list_id_cannot_answer_is_refused_as_flux_does() {
    assertThat(flux.refusal("job-list.list-id", "{\"id\":1,\"attrs\":[]}").errno())
        .isEqualTo(Errno.ENOENT);
    assertThat(flux.refusal("job-list.list-id", "{\"id\":1,\"attrs\":[\"id\"]}").errno())
        .isEqualTo(Errno.EINVAL);
    assertThat(flux.refusal("job-list.list-id", "{\"id\":1,\"attrs\":[\"foo\"]}").errno())
        .isEqualTo(Errno.EINVAL);
    assertThat(flux.refusal("job-list.list-id", "{\"id\":1}").errno()).isEqualTo(Errno.EPROTO);
  }

  @Test
  void jobs_are_counted_by_state_and_result() {
    assertThat(flux.ask("job-list.job-stats", "{}"))
        .isEqualTo(
            Json.parse(
                """
                {"job_states":{"depend":0,"priority":0,"sched":1,"run":0,"cleanup":0,
                "inactive":2,"total":3},"successful":1,"failed":1,"canceled":0,"timeout":0,
                "inactive_purged":0,"queues":[]}\
                """));
    JsonNode stats = flux.ask("job-manager.stats-get", "");
    assertThat(stats.path("active_jobs").asInt()).isEqualTo(1);
    assertThat(stats.path("inactive_jobs").asInt()).isEqualTo(2);
    assertThat(stats.path("max_jobid").asLong()).isEqualTo(held);
  }

  private List<String> names(long id) {
    return flux
        .ask("job-list.list-id", "{\"id\":" + id + ",\"attrs\":[\"all\"]}")
        .path("job")
        .propertyNames()
        .stream()
        .toList();
  }

  private List<Long> list(String constraint) {
    Responses responses = flux.stream("job-list.list", payload(constraint));
    assertThat(responses.error().errno()).isEqualTo(Errno.ENODATA);
    return responses.received().stream()
        .map(text -> Json.parse(text).path("jobs").path(0).path("id").asLong())
        .toList();
  }

  private static String payload(String constraint) {
    return "{\"max_entries\":0,\"attrs\":[],\"constraint\":" + constraint + "}";
  }
}
