package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxjvm.Errno;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EmbeddedControlTest {
  private static final long UNKNOWN = 123;
  private static final int WAITABLE = 4;

  private final EmbeddedFixture flux = new EmbeddedFixture("embedded:?cores=1");

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void a_held_job_starts_when_its_urgency_is_raised() {
    long id = held();

    JsonNode old = flux.ask("job-manager.urgency", "{\"id\":" + id + ",\"urgency\":31}");

    assertThat(old.path("old_urgency").asInt(-1)).isZero();
    assertThat(flux.eventNames(id, "eventlog"))
        .containsSubsequence("priority", "urgency", "priority", "alloc", "start", "clean");
    assertThat(flux.ask("job-list.list-id", "{\"id\":" + id + ",\"attrs\":[\"priority\"]}"))
        .isEqualTo(Json.parse("{\"job\":{\"id\":" + id + ",\"priority\":4294967295}}"));
  }

  @Test
  void the_most_urgent_job_runs_first_and_equals_in_order() {
    long first = flux.submit(Specs.sh("sleep 300"), 16, 0).json().path("id").asLong();
    flux.awaitEvent(first, "start");
    List<Long> ids =
        List.of(5, 16, 20, 16).stream()
            .map(urgency -> flux.submit(Specs.simulated("0.01s"), urgency, 0))
            .map(response -> response.json().path("id").asLong())
            .toList();
    flux.done("job-manager.raise", cancel(first));
    ids.forEach(flux::status);

    List<Double> starts =
        List.of(ids.get(2), ids.get(1), ids.get(3), ids.get(0)).stream()
            .map(id -> flux.event(id, "alloc").path("timestamp").asDouble())
            .toList();
    assertThat(starts).isSorted();
  }

  @Test
  void a_pending_job_is_cancelled_without_ever_starting() {
    long id = held();
    flux.done("job-manager.raise", cancel(id));

    assertThat(flux.eventNames(id, "eventlog"))
        .containsExactly("submit", "validate", "depend", "priority", "exception", "clean");
    assertThat(flux.watch(id, "guest.output").error().errno()).isEqualTo(Errno.ENODATA);
  }

  @Test
  void an_exception_that_is_not_fatal_is_noted_only() {
    long id = held();
    flux.done("job-manager.raise", "{\"id\":" + id + ",\"severity\":3,\"type\":\"odd\"}");
    flux.done("job-manager.raise", cancel(id));

    assertThat(flux.events(id, "eventlog"))
        .filteredOn(event -> event.path("name").asString().equals("exception"))
        .extracting(event -> event.path("context").path("severity").asInt())
        .containsExactly(3, 0);
    assertThat(
            flux.ask("job-list.list-id", "{\"id\":" + id + ",\"attrs\":[\"result\"]}")
                .path("job")
                .path("result")
                .asInt())
        .isEqualTo(4);
  }

  @Test
  void a_signal_reaches_the_whole_process_group() {
    long id = flux.submit(Specs.sh("sleep 300 & echo started; wait; echo unreachable"));
    flux.watch(id, "guest.output").awaitText("started");
    flux.done("job-manager.kill", "{\"id\":" + id + ",\"signum\":15}");

    assertThat(flux.status(id)).isEqualTo(143 << 8);
  }

  @Test
  void a_job_past_its_time_limit_is_sent_sigalrm() {
    ObjectNode spec = Specs.sh("sleep 300");
    Specs.system(spec).put("duration", 0.2);
    long id = flux.submit(spec);

    assertThat(flux.status(id)).isEqualTo(142 << 8);
    assertThat(flux.event(id, "exception").path("context").path("type").asString())
        .isEqualTo("timeout");
  }

  @Test
  void a_job_that_ignores_the_signal_is_killed_after_five_seconds() {
    long id = flux.submit(Specs.sh("trap '' TERM; echo ready; while :; do sleep 0.1; done"));
    flux.watch(id, "guest.output").awaitText("ready");
    flux.done("job-manager.raise", cancel(id));

    assertThat(flux.status(id)).isEqualTo(137 << 8);
  }

  @Test
  void a_fatal_exception_makes_a_failure_of_a_job_that_ends_in_0() {
    long id = flux.submit(Specs.sh("trap 'exit 0' TERM; echo ready; while :; do sleep 0.1; done"));
    flux.watch(id, "guest.output").awaitText("ready");
    flux.done("job-manager.raise", cancel(id));

    assertThat(flux.status(id)).isEqualTo(1 << 8);
  }

  @Test
  void an_exception_may_carry_the_status_that_the_job_ends_in() {
    long id = flux.submit(Specs.sh("sleep 300"));
    flux.awaitEvent(id, "start");
    flux.done(
        "job-manager.raise",
        "{\"id\":" + id + ",\"severity\":0,\"type\":\"foo\",\"wait_status\":512}");

    assertThat(flux.status(id)).isEqualTo(512);
  }

  @Test
  void memos_are_merged_into_the_annotations() {
    long id = held();
    flux.done("job-manager.memo", memo(id, "{\"a\":1,\"b\":{\"c\":2}}"));
    flux.done("job-manager.memo", memo(id, "{\"b\":{\"c\":null,\"d\":3}}"));

    assertThat(
            flux.ask("job-list.list-id", "{\"id\":" + id + ",\"attrs\":[\"annotations\"]}")
                .path("job")
                .path("annotations"))
        .isEqualTo(Json.parse("{\"user\":{\"a\":1,\"b\":{\"d\":3}}}"));
  }

  @Test
  void a_waitable_job_is_waited_for_once() {
    long id = flux.submit(Specs.sh("exit 1"), 16, WAITABLE).json().path("id").asLong();

    JsonNode result = flux.ask("job-manager.wait", "{\"id\":-1}");

    assertThat(result.path("id").asLong()).isEqualTo(id);
    assertThat(result.path("success").asBoolean()).isFalse();
    assertThat(result.path("errstr").asString()).isEqualTo("task(s) exited with exit code 1");
    assertThat(errno("job-manager.wait", "{\"id\":" + id + "}")).isEqualTo(Errno.ECHILD);
    assertThat(errno("job-manager.wait", "{\"id\":-1}")).isEqualTo(Errno.ECHILD);
  }

  @Test
  void jobs_that_are_unknown_or_over_are_refused_as_flux_does() {
    long over = flux.submit(Specs.simulated("0.01s"));
    flux.status(over);
    for (long id : List.of(UNKNOWN, over)) {
      assertThat(errno("job-manager.raise", cancel(id))).isEqualTo(Errno.ENOENT);
      assertThat(errno("job-manager.memo", memo(id, "{}"))).isEqualTo(Errno.ENOENT);
      assertThat(errno("job-manager.kill", "{\"id\":" + id + ",\"signum\":15}"))
          .isEqualTo(Errno.EINVAL);
      assertThat(errno("job-manager.urgency", "{\"id\":" + id + ",\"urgency\":1}"))
          .isEqualTo(Errno.EINVAL);
    }
    assertThat(flux.watch(UNKNOWN, "eventlog").error().errno()).isEqualTo(Errno.ENOENT);
  }

  @Test
  void bad_requests_are_refused_as_flux_does() {
    long id = held();
    String start = "{\"id\":" + id;
    assertThat(errno("job-manager.raise", start + ",\"severity\":8,\"type\":\"x\"}"))
        .isEqualTo(Errno.EPROTO);
    assertThat(errno("job-manager.raise", start + ",\"severity\":0,\"type\":\"a b\"}"))
        .isEqualTo(Errno.EPROTO);
    assertThat(errno("job-manager.raise", start + "}")).isEqualTo(Errno.EPROTO);
    assertThat(errno("job-manager.kill", start + ",\"signum\":15}")).isEqualTo(Errno.EINVAL);
    assertThat(errno("job-manager.urgency", start + ",\"urgency\":32}")).isEqualTo(Errno.EINVAL);
    assertThat(errno("job-manager.events-journal", "{}")).isEqualTo(Errno.EPROTO);
    assertThat(errno("job-manager.raise", "[1]")).isEqualTo(Errno.EPROTO);
    assertThat(errno("job-manager.raise", "{")).isEqualTo(Errno.EPROTO);
  }

  private long held() {
    return flux.submit(Specs.simulated("0.01s"), 0, 0).json().path("id").asLong();
  }

  private Errno errno(String topic, String payload) {
    return flux.refusal(topic, payload).errno();
  }

  private static String cancel(long id) {
    return "{\"id\":" + id + ",\"severity\":0,\"type\":\"cancel\"}";
  }

  private static String memo(long id, String memo) {
    return "{\"id\":" + id + ",\"memo\":" + memo + "}";
  }
}
