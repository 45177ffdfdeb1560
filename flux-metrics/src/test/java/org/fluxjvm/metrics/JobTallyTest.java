package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JobTallyTest {
  private static final JobId JOB = JobId.of(7);

  private final InFlight<Long> inFlight = new InFlight<>();
  private final Noted noted = new Noted();
  private final JobTally tally = new JobTally(inFlight, noted);

  /** What the tally has said, a line each. */
  private static final class Noted implements JobTally.Sink {
    final List<String> lines = new ArrayList<>();
    final Set<String> queues = new HashSet<>();

    @Override
    public void onQueue(String queue) {
      queues.add(queue);
    }

    @Override
    public void count(DocumentedMeter meter, String... tags) {
      if (meter != JobMeter.EVENTS) {
        lines.add(line(meter, tags));
      }
    }

    @Override
    public void record(DocumentedMeter meter, Duration duration, String... tags) {
      lines.add(line(meter, tags) + ": " + duration.toSeconds());
    }

    private static String line(DocumentedMeter meter, String... tags) {
      return meter + " " + String.join(" ", tags);
    }
  }

  @Test
  void a_job_is_timed_by_what_it_goes_through_and_counted_by_how_it_ends() {
    live();
    submit("batch", 10);
    waits(11);
    happens("alloc", 20);
    happens("start", 22);
    happens("finish", 52, "\"status\":256");
    happens("clean", 55);

    assertThat(noted.lines)
        .containsExactly(
            "WAIT batch: 10",
            "OVERHEAD batch prolog: 2",
            "RUN batch failed: 30",
            "OVERHEAD batch epilog: 3",
            "FINISHED batch failed");
    assertThat(everywhere("batch")).isZero();
  }

  @Test
  void the_past_is_known_and_not_counted() {
    tally.restart(List.of());
    submit("batch", 10);
    waits(11);
    happens("exception", 12, "\"type\":\"made-up\",\"severity\":3");
    happens("alloc", 20);
    assertThat(noted.lines).isEmpty();

    tally.endOfPast();
    happens("start", 22);

    assertThat(noted.lines).containsExactly("OVERHEAD batch prolog: 2");
    assertThat(inFlight.count("batch", JobState.RUN)).isEqualTo(1);
  }

  @Test
  void a_job_that_is_moved_to_another_queue_is_shown_and_counted_there() {
    live();
    submit("batch", 10);
    waits(11);

    happens("jobspec-update", 12, "\"attributes.system.queue\":\"debug\"");

    assertThat(inFlight.count("batch", JobState.SCHED)).isZero();
    assertThat(inFlight.count("debug", JobState.SCHED)).isEqualTo(1);
    assertThat(noted.queues).contains("debug");
    happens("alloc", 20);
    assertThat(noted.lines).containsExactly("WAIT debug: 10");
  }

  @Test
  void an_update_of_something_else_moves_nothing() {
    live();
    submit("batch", 10);
    waits(11);

    happens("jobspec-update", 12, "\"attributes.system.duration\":60.0");

    assertThat(inFlight.count("batch", JobState.SCHED)).isEqualTo(1);
  }

  @Test
  void a_time_below_zero_is_none_and_is_noted() {
    live();
    submit("batch", 10);
    waits(10);
    happens("alloc", 8);
    happens("start", 7);

    assertThat(noted.lines)
        .containsExactly("CLOCK_SKEW ", "WAIT batch: 0", "CLOCK_SKEW ", "OVERHEAD batch prolog: 0");
  }

  @Test
  void a_job_manager_that_starts_again_takes_a_job_back_to_priority() {
    live();
    submit("batch", 10);
    waits(11);

    happens("flux-restart", 30);
    assertThat(inFlight.count("batch", JobState.PRIORITY)).isEqualTo(1);
    assertThat(inFlight.count("batch", JobState.SCHED)).isZero();

    happens("priority", 31);
    assertThat(inFlight.count("batch", JobState.SCHED)).isEqualTo(1);
  }

  @Test
  void an_exception_ends_a_job_only_if_it_is_fatal() {
    live();
    submit("batch", 10);
    waits(11);

    happens("exception", 12, "\"type\":\"node-failure\",\"severity\":2");
    assertThat(inFlight.count("batch", JobState.SCHED)).isEqualTo(1);
    happens("exception", 13, "\"type\":\"cancel\",\"severity\":0");
    assertThat(inFlight.count("batch", JobState.CLEANUP)).isEqualTo(1);
    happens("clean", 14);

    assertThat(noted.lines)
        .containsExactly(
            "EXCEPTIONS batch node-failure false",
            "EXCEPTIONS batch cancel true",
            "FINISHED batch canceled");
  }

  @Test
  void a_gap_loses_a_job_that_is_active_and_what_it_does_then_is_nobodys() {
    live();
    submit("batch", 10);
    waits(11);

    tally.lose(JOB);
    tally.lose(JobId.of(8));
    happens("alloc", 20);
    happens("clean", 30);

    assertThat(noted.lines).containsExactly("LOST ");
    assertThat(everywhere("batch")).isZero();
  }

  @Test
  void a_journal_that_begins_again_forgets_the_jobs_and_counts_from_its_sentinel_on() {
    live();
    submit("batch", 10);
    waits(11);

    tally.restart(List.of());
    assertThat(everywhere("batch")).isZero();
    submit("batch", 10);
    waits(11);
    happens("alloc", 20);
    tally.endOfPast();

    assertThat(noted.lines).isEmpty();
    assertThat(inFlight.count("batch", JobState.RUN)).isEqualTo(1);
  }

  @Test
  void a_job_without_queue_is_in_the_anonymous_one() {
    live();
    submit("", 10);

    assertThat(noted.queues).containsExactly("anonymous");
  }

  @Test
  void queues_that_are_known_beforehand_are_there_once_the_journal_is() {
    tally.restart(List.of("batch", "debug"));
    assertThat(noted.queues).isEmpty();

    tally.endOfPast();

    assertThat(noted.queues).containsExactlyInAnyOrder("batch", "debug");
  }

  @Test
  void a_thousand_queues_do_not_make_a_thousand_tags_and_those_that_are_known_come_first() {
    tally.restart(List.of("zebra"));
    tally.endOfPast();
    for (int i = 0; i < 1000; i++) {
      submit(JobId.of(i + 1), "q" + i, 10);
      take(JobId.of(i + 1), "validate", 10, "");
    }

    assertThat(noted.queues)
        .hasSizeLessThanOrEqualTo(QueueLabel.LIMIT + 2)
        .contains("zebra", QueueLabel.OTHER);
    assertThat(inFlight.count(QueueLabel.OTHER, JobState.DEPEND)).isGreaterThan(800);
  }

  @Test
  void types_of_exceptions_and_names_of_events_that_are_made_up_make_no_tags() {
    live();
    submit("batch", 10);
    waits(11);
    for (int i = 0; i < 1000; i++) {
      happens("exception", 12, "\"type\":\"mine" + i + "\",\"severity\":3");
    }

    assertThat(noted.lines).hasSize(1000).containsOnly("EXCEPTIONS batch other false");
    assertThat(JobEventNames.tag("mine")).isEqualTo("other");
  }

  private void live() {
    tally.restart(List.of());
    tally.endOfPast();
  }

  private void submit(String queue, double time) {
    submit(JOB, queue, time);
  }

  private void submit(JobId id, String queue, double time) {
    String system = queue.isEmpty() ? "{}" : "{\"queue\":\"" + queue + "\"}";
    String jobspec = "{\"attributes\":{\"system\":" + system + "}}";
    tally.take(
        id, event("submit", time, ""), () -> Optional.of(JsonMapper.shared().readTree(jobspec)));
  }

  private void waits(double time) {
    happens("validate", time);
    happens("depend", time);
    happens("priority", time, "\"priority\":16");
  }

  private void happens(String name, double time) {
    happens(name, time, "");
  }

  private void happens(String name, double time, String context) {
    take(JOB, name, time, context);
  }

  private void take(JobId id, String name, double time, String context) {
    tally.take(id, event(name, time, context), Optional::empty);
  }

  private static JobEvent event(String name, double time, String context) {
    return JobEvent.parse(
        "{\"timestamp\":%s,\"name\":\"%s\",\"context\":{%s}}".formatted(time, name, context));
  }

  private int everywhere(String queue) {
    return JobTally.STATES.stream().mapToInt(state -> inFlight.count(queue, state)).sum();
  }
}
