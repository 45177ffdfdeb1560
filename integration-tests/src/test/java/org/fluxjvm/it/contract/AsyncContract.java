package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.job.BulkOutcome;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.job.JobSelection;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.job.SubmitOutcome;
import org.fluxjvm.job.WaitResult;
import org.junit.jupiter.api.Test;

/** What is done to jobs without waiting for the answer has the effect that it has otherwise. */
abstract class AsyncContract extends Contract {
  private static final SubmitOptions HELD = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);
  private static final SubmitOptions WAITABLE = SubmitOptions.DEFAULT.waitable();

  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Test
  void a_kill_signals_the_tasks() {
    JobId id = submit(script("trap 'exit 7' USR1; echo ready; while :; do sleep 0.05; done"));
    awaitOutput(id);
    get(flux.jobs().killAsync(id, 10));
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(7);
  }

  @Test
  void a_kill_without_a_signal_is_sigterm() {
    JobId id = submit(script("echo ready; exec sleep 60"));
    awaitOutput(id);
    get(flux.jobs().killAsync(id));
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(128 + 15);
  }

  @Test
  void a_kill_reaches_all_running_jobs() {
    JobId id = submit(script("echo ready; exec sleep 60"));
    awaitOutput(id);
    BulkOutcome outcome = get(flux.jobs().killAllAsync(JobSelection.mine(), 9));
    assertThat(outcome.jobs()).isEqualTo(1);
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(128 + 9);
  }

  @Test
  void an_exception_is_raised_on_one_job_or_on_all() {
    JobId one = submit(command("true"), HELD);
    JobId two = submit(command("true"), HELD);
    get(flux.jobs().raiseAsync(one, "weather", 0, "rain"));
    assertThat(flux.jobs().result(one).exception().orElseThrow().type()).isEqualTo("weather");
    BulkOutcome outcome =
        get(flux.jobs().raiseAllAsync(JobSelection.mine(), "storm", 0, "all of you"));
    assertThat(outcome.jobs()).isEqualTo(1);
    assertThat(flux.jobs().result(two).exception().orElseThrow().type()).isEqualTo("storm");
  }

  @Test
  void a_cancellation_ends_the_job_and_says_why() {
    JobId id = submit(command("true"), HELD);
    JobId other = submit(command("true"), HELD);
    get(flux.jobs().cancelAsync(id, "not needed"));
    get(flux.jobs().cancelAsync(other));
    assertThat(flux.jobs().result(id).outcome()).isEqualTo(Outcome.CANCELED);
    assertThat(flux.jobs().result(id).exception().orElseThrow().note()).isEqualTo("not needed");
    assertThat(flux.jobs().result(other).outcome()).isEqualTo(Outcome.CANCELED);
  }

  @Test
  void what_is_asked_with_defaults_is_answered_with_them() {
    JobId id = submit(simulated("0.001s"));
    assertThat(get(flux.jobs().eventWaitAsync(id, "clean", "eventlog")).name()).isEqualTo("clean");
    assertThat(get(flux.jobs().lookupAsync(id, "jobspec", "R")).path("R").has("execution"))
        .isTrue();
    assertThat(get(flux.rpcAsync("job-manager.queue-list")).path("queues").isArray()).isTrue();
  }

  @Test
  void an_urgency_releases_a_held_job_and_gives_the_one_before() {
    JobId id = submit(simulated("0.001s"), HELD);
    assertThat(get(flux.jobs().setUrgencyAsync(id, 16))).isZero();
    assertThat(flux.jobs().result(id).isSuccess()).isTrue();
  }

  @Test
  void a_memo_is_logged_unless_it_is_volatile() {
    JobId id = submit(command("true"), HELD);
    get(flux.jobs().volatileMemoAsync(id, Map.of("fleeting", 1)));
    get(flux.jobs().memoAsync(id, Map.of("kept", 2)));
    Conditions.until(
        () ->
            get(flux.jobs().getAsync(id, Set.of("annotations")))
                .orElseThrow()
                .annotations()
                .path("user"),
        user -> user.path("fleeting").asInt() == 1 && user.path("kept").asInt() == 2);
    flux.jobs().cancel(id);
    assertThat(events(id))
        .filteredOn(event -> event.name().equals("memo"))
        .singleElement()
        .satisfies(memo -> assertThat(memo.context().path("kept").asInt()).isEqualTo(2));
  }

  @Test
  void waitable_jobs_are_waited_for() {
    JobId one = submit(simulated("0.001s"), WAITABLE);
    JobId two = submit(script("exit 3"), WAITABLE);
    assertThat(get(flux.jobs().waitForAsync(one))).isEqualTo(new WaitResult(one, true, ""));
    WaitResult any = get(flux.jobs().waitForAnyAsync());
    assertThat(any.id()).isEqualTo(two);
    assertThat(any.success()).isFalse();
    assertThat(refusal(() -> flux.jobs().waitFor(two))).isEqualTo(Errno.ECHILD);
  }

  @Test
  void what_is_signed_already_is_submitted_as_it_is() {
    JobId first = submit(script("exit 4"));
    String j = flux.jobs().lookup(first, "J").path("J").asString();
    JobId second = track(get(flux.jobs().submitSignedAsync(j, SubmitOptions.DEFAULT)));
    assertThat(second).isNotEqualTo(first);
    assertThat(flux.jobs().result(second).returnCode()).isEqualTo(4);
  }

  @Test
  void many_jobs_are_submitted_each_with_its_outcome() {
    Jobspec good = simulated("0.001s").build();
    Jobspec bad = Jobspec.fromJson(good.toJson().replace("\"version\":1", "\"version\":2"));
    List<SubmitOutcome> outcomes = get(flux.jobs().submitAllAsync(List.of(good, bad, good), HELD));
    assertThat(outcomes)
        .extracting(SubmitOutcome::getClass)
        .containsExactly(
            SubmitOutcome.Accepted.class,
            SubmitOutcome.Refused.class,
            SubmitOutcome.Accepted.class);
    JobId first = track(((SubmitOutcome.Accepted) outcomes.get(0)).id());
    JobId last = track(((SubmitOutcome.Accepted) outcomes.get(2)).id());
    assertThat(awaitEvent(first, "submit").context().path("urgency").asInt(-1)).isZero();
    assertThat(awaitEvent(last, "submit").context().path("urgency").asInt(-1)).isZero();
  }
}
