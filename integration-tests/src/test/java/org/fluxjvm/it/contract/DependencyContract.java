package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.fluxjvm.Errno;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that wait for others, or for a time (RFC 26). */
abstract class DependencyContract extends Contract {
  private static final SubmitOptions HELD = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);

  private static CommandBuilder quick() {
    return simulated("0.001s");
  }

  private JobId held() {
    JobId id = submit(quick(), HELD);
    awaitEvent(id, "priority");
    return id;
  }

  private List<String> described(JobId id) {
    return flux.jobs().get(id).orElseThrow().dependencies();
  }

  @ParameterizedTest
  @CsvSource({
    "afterok, after-success, true",
    "afterany, after-finish, true",
    "afterstart, after-start, true",
    "afternotok, after-failure, false",
    "afterexcept, after-except, false",
  })
  void a_job_waits_for_what_another_does(String scheme, String description, boolean runs) {
    JobId first = held();
    JobId second = submit(quick().dependency(scheme, first));
    String expected = description + "=" + first.dec();
    assertThat(awaitEvent(second, "dependency-add").context().path("description").asString())
        .isEqualTo(expected);
    assertThat(Conditions.until(() -> described(second), d -> !d.isEmpty()))
        .containsExactly(expected);
    assertThat(flux.jobs().get(second).orElseThrow().state()).isEqualTo(JobState.DEPEND);

    flux.jobs().setUrgency(first, 16);

    JobResult result = flux.jobs().result(second);
    assertThat(result.isSuccess()).isEqualTo(runs);
    if (runs) {
      assertThat(names(second))
          .startsWith("submit", "dependency-add", "validate", "dependency-remove", "depend");
    } else {
      assertThat(result.exception().orElseThrow().type()).isEqualTo("dependency");
      assertThat(result.exception().orElseThrow().note())
          .isEqualTo("dependency " + expected + " can never be satisfied");
      assertThat(names(second))
          .containsExactly("submit", "dependency-add", "validate", "exception", "clean");
    }
  }

  @ParameterizedTest
  @CsvSource({"afternotok, true", "afterany, true", "afterok, false"})
  void a_job_that_fails_sets_free_who_waits_for_that(String scheme, boolean runs) {
    JobId first = submit(command("false"), HELD);
    JobId second = submit(quick().dependency(scheme, first));
    flux.jobs().setUrgency(first, 16);
    assertThat(flux.jobs().result(second).isSuccess()).isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource({"afterany, true", "afterok, false", "afternotok, false", "afterstart, false"})
  void a_job_cancelled_before_it_runs_counts_for_afterany_only(String scheme, boolean runs) {
    JobId first = held();
    JobId second = submit(quick().dependency(scheme, first));
    flux.jobs().cancel(first);
    assertThat(flux.jobs().result(second).isSuccess()).isEqualTo(runs);
  }

  @Test
  void a_job_that_is_over_is_waited_for_no_longer() {
    JobId first = submit(quick());
    flux.jobs().result(first);
    JobId second = submit(quick().dependency("afterok", first));
    assertThat(flux.jobs().result(second).isSuccess()).isTrue();
    assertThat(names(second))
        .startsWith("submit", "dependency-add", "dependency-remove", "validate");
    assertThat(refusal(() -> submit(quick().dependency("afternotok", first))))
        .isEqualTo(Errno.EINVAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123", "nojob", "", "-1"})
  void a_dependency_on_no_job_is_einval(String id) {
    assertThat(refusal(() -> submit(quick().dependency("afterok", id)))).isEqualTo(Errno.EINVAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "nan"})
  void a_time_that_is_none_is_einval(String time) {
    assertThat(refusal(() -> submit(quick().dependency("begin-time", time))))
        .isEqualTo(Errno.EINVAL);
  }

  @Test
  void a_job_begins_at_its_time() {
    double time = Instant.now().toEpochMilli() / 1000.0 + 0.5;
    JobId id = submit(quick().dependency("begin-time", Double.toString(time)));
    assertThat(flux.jobs().result(id).isSuccess()).isTrue();
    JobEvent removed = awaitEvent(id, "dependency-remove");
    assertThat(removed.context().path("description").asString())
        .isEqualTo("begin-time=%.3f".formatted(time));
    assertThat(removed.timestamp()).isGreaterThan(time - 0.05);
  }

  private static CommandBuilder singleton(String name) {
    return quick().name(name).dependency("singleton", "");
  }

  @Test
  void a_singleton_waits_for_all_jobs_of_its_name_and_then_for_none() {
    JobId alone = submit(singleton("solo"), HELD);
    assertThat(awaitEvent(alone, "priority").name()).isEqualTo("priority");
    assertThat(described(alone)).isEmpty();
    JobId namesake = submit(quick().name("solo"), HELD);
    JobId second = submit(singleton("solo"));
    JobId third = submit(singleton("solo"));
    JobId stranger = submit(singleton("other"));
    assertThat(flux.jobs().result(stranger).isSuccess()).isTrue();
    assertThat(awaitEvent(second, "dependency-add").context().path("description").asString())
        .isEqualTo("singleton");
    awaitEvent(third, "dependency-add");

    flux.jobs().setUrgency(alone, 16);
    flux.jobs().result(alone);
    assertThat(flux.jobs().get(second).orElseThrow().state()).isEqualTo(JobState.DEPEND);
    flux.jobs().setUrgency(namesake, 16);

    assertThat(flux.jobs().result(second).isSuccess()).isTrue();
    assertThat(flux.jobs().result(third).isSuccess()).isTrue();
    assertThat(awaitEvent(third, "dependency-remove").timestamp())
        .isGreaterThanOrEqualTo(awaitEvent(second, "free").timestamp());
  }

  @Test
  void a_singleton_that_is_cancelled_holds_nobody_back() {
    JobId first = submit(quick().name("only"), HELD);
    JobId second = submit(singleton("only"));
    JobId third = submit(singleton("only"));
    flux.jobs().cancel(second);
    flux.jobs().result(second);
    flux.jobs().setUrgency(first, 16);
    assertThat(flux.jobs().result(third).isSuccess()).isTrue();
  }

  @Test
  void a_singleton_must_have_a_name() {
    assertThat(refusal(() -> submit(quick().dependency("singleton", "")))).isEqualTo(Errno.EINVAL);
  }

  @Test
  void a_waiting_job_can_be_cancelled_and_given_another_urgency() {
    JobId id = submit(quick().dependency("begin-time", "4000000000"));
    awaitEvent(id, "validate");
    assertThat(flux.jobs().setUrgency(id, 20)).isEqualTo(16);
    assertThat(flux.jobs().get(id).orElseThrow().state()).isEqualTo(JobState.DEPEND);
    flux.jobs().cancel(id, "too late");
    assertThat(names(id))
        .containsExactly("submit", "dependency-add", "validate", "urgency", "exception", "clean");
  }
}
