package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The events of all jobs in one stream. */
abstract class JournalContract extends Contract {
  /** The journal's events of one job, up to and with the one of that name. */
  private static List<JournalEvent> until(
      ResponseStream<JournalEvent> journal, JobId id, String last) {
    List<JournalEvent> events = new ArrayList<>();
    while (events.isEmpty() || !events.getLast().event().name().equals(last)) {
      JournalEvent event = next(journal);
      if (event.id().equals(id)) {
        events.add(event);
      }
    }
    return events;
  }

  private static List<String> names(List<JournalEvent> events) {
    return events.stream().map(event -> event.event().name()).toList();
  }

  /** Responses of the journal as they come, read up to the sentinel. */
  private List<JsonNode> backlog(ResponseStream<JsonNode> journal) {
    List<JsonNode> backlog = new ArrayList<>();
    for (JsonNode next = next(journal); next.path("id").asLong() != -1; next = next(journal)) {
      backlog.add(next);
    }
    return backlog;
  }

  private static JsonNode of(List<JsonNode> responses, JobId id) {
    return responses.stream()
        .filter(response -> response.path("id").asLong() == id.value())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_job_is_seen_from_submit_to_clean() {
    try (ResponseStream<JournalEvent> journal = flux.jobs().journal(Journal.live())) {
      JobId id = submit(command("true"));
      assertThat(names(until(journal, id, "clean")))
          .filteredOn(name -> !name.equals("annotations"))
          .containsExactly(
              "submit",
              "validate",
              "depend",
              "priority",
              "alloc",
              "start",
              "finish",
              "release",
              "free",
              "clean");
    }
  }

  @Test
  void the_submit_event_brings_the_jobspec_and_the_alloc_event_brings_r() {
    try (ResponseStream<JournalEvent> journal = flux.jobs().journal(Journal.live())) {
      JobId id = submit(command("true").environment(Map.of("SECRET", "1")));
      List<JournalEvent> events = until(journal, id, "clean");
      for (JournalEvent event : events) {
        String name = event.event().name();
        assertThat(event.jobspec().isPresent()).as(name).isEqualTo(name.equals("submit"));
        assertThat(event.resources().isPresent()).as(name).isEqualTo(name.equals("alloc"));
      }
      JsonNode jobspec = events.getFirst().jobspec().orElseThrow();
      assertThat(jobspec.path("tasks").path(0).path("command").path(0).stringValue())
          .isEqualTo("true");
      assertThat(jobspec.path("attributes").path("system").has("environment")).isFalse();
    }
  }

  @Test
  void allow_lets_through_nothing_else() {
    try (ResponseStream<JournalEvent> journal =
        flux.jobs().journal(Journal.live().allow("start", "clean"))) {
      JobId id = submit(command("true"));
      assertThat(names(until(journal, id, "clean"))).containsExactly("start", "clean");
    }
  }

  @Test
  void deny_leaves_out_what_it_names() {
    try (ResponseStream<JournalEvent> journal =
        flux.jobs().journal(Journal.live().deny("start", "finish", "annotations"))) {
      JobId id = submit(command("true"));
      assertThat(names(until(journal, id, "clean")))
          .containsExactly(
              "submit", "validate", "depend", "priority", "alloc", "release", "free", "clean");
    }
  }

  @Test
  void the_full_journal_begins_with_jobs_that_are_over() {
    JobId id = submit(command("true"));
    flux.jobs().result(id);
    try (ResponseStream<JournalEvent> journal = flux.jobs().journal(Journal.full())) {
      List<JournalEvent> events = until(journal, id, "clean");
      assertThat(events.getFirst().event().name()).isEqualTo("submit");
      assertThat(events.getFirst().jobspec()).isPresent();
    }
  }

  @Test
  void the_live_journal_begins_with_active_jobs_only() {
    JobId over = submit(simulated("0.001s"));
    flux.jobs().result(over);
    JobId active = submit(simulated("60s"));
    awaitEvent(active, "start");
    try (ResponseStream<JsonNode> journal =
        flux.rpcStream("job-manager.events-journal", Map.of("full", false))) {
      assertThat(backlog(journal))
          .extracting(response -> response.path("id").asLong())
          .contains(active.value())
          .doesNotContain(over.value());
    }
  }

  @Test
  void the_backlog_is_one_response_per_job_and_then_the_sentinel() {
    JobId id = submit(simulated("60s"));
    awaitEvent(id, "start");
    try (ResponseStream<JsonNode> journal =
        flux.rpcStream("job-manager.events-journal", Map.of("full", true))) {
      List<JsonNode> backlog = backlog(journal);
      assertThat(backlog)
          .extracting(response -> response.path("id").asLong())
          .doesNotHaveDuplicates();
      JsonNode job = of(backlog, id);
      assertThat(job.path("events").size()).isGreaterThanOrEqualTo(6);
      assertThat(job.path("jobspec").isObject()).isTrue();
      assertThat(job.path("R").path("version").asInt()).isEqualTo(1);
      flux.jobs().cancel(id, "");
      assertThat(next(journal).path("events").size()).isEqualTo(1);
    }
  }

  @Test
  void a_filter_leaves_jobs_in_the_backlog_that_have_no_such_event() {
    JobId id = submit(simulated("60s"));
    awaitEvent(id, "start");
    Map<String, Object> request = Map.of("full", true, "allow", Map.of("nosuch", 1));
    try (ResponseStream<JsonNode> journal = flux.rpcStream("job-manager.events-journal", request)) {
      JsonNode job = of(backlog(journal), id);
      assertThat(job.path("events").size()).isZero();
      assertThat(job.path("jobspec").isObject()).isTrue();
    }
  }

  @Test
  void a_journal_that_is_closed_is_a_listener_less() {
    int before = listeners();
    ResponseStream<JournalEvent> journal = flux.jobs().journal(Journal.live());
    until(journal, submit(simulated("0.001s")), "submit");
    assertThat(listeners()).isEqualTo(before + 1);
    journal.close();
    await().atMost(LIMIT).until(() -> listeners() == before);
  }

  private int listeners() {
    return flux.rpc("job-manager.stats-get").path("journal").path("listeners").asInt(-1);
  }

  @Test
  void volatile_memos_are_in_the_journal_but_not_in_the_log() {
    JobId id = submit(simulated("60s"));
    awaitEvent(id, "start");
    try (ResponseStream<JournalEvent> journal =
        flux.jobs().journal(Journal.live().allow("memo", "clean"))) {
      flux.rpc(
          "job-manager.memo",
          Map.of("id", id.value(), "volatile", true, "memo", Map.of("progress", 1)));
      flux.jobs().cancel(id, "");
      assertThat(names(until(journal, id, "clean"))).containsExactly("memo", "clean");
    }
    assertThat(names(id)).doesNotContain("memo").contains("clean");
  }
}
