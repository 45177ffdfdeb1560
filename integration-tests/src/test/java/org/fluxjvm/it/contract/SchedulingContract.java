package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;

/** Who runs when, on what. */
abstract class SchedulingContract extends Contract {
  private static CommandBuilder wholeNode(String duration) {
    return simulated(duration).coresPerTask(CORES);
  }

  /** Fills the instance, so that what is submitted meanwhile has to wait. */
  private JobId fill() {
    JobId filler = submit(wholeNode("60s"));
    awaitEvent(filler, "start");
    return filler;
  }

  private JobId pending(SubmitOptions options) {
    JobId id = submit(wholeNode("0.01s"), options);
    awaitEvent(id, "priority");
    return id;
  }

  private List<JobId> inOrderOfStart(JobId... ids) {
    return Stream.of(ids)
        .sorted(Comparator.comparingDouble(id -> awaitEvent(id, "alloc").timestamp()))
        .toList();
  }

  @Test
  void jobs_of_one_urgency_run_in_the_order_of_submission() {
    JobId filler = fill();
    JobId first = pending(SubmitOptions.DEFAULT);
    JobId second = pending(SubmitOptions.DEFAULT);
    JobId third = pending(SubmitOptions.DEFAULT);
    flux.jobs().cancel(filler, "");
    assertThat(inOrderOfStart(third, first, second)).containsExactly(first, second, third);
  }

  @Test
  void the_more_urgent_job_runs_first() {
    JobId filler = fill();
    JobId low = pending(SubmitOptions.DEFAULT.urgency(3));
    JobId normal = pending(SubmitOptions.DEFAULT);
    JobId high = pending(SubmitOptions.DEFAULT.urgency(30));
    JobId raised = pending(SubmitOptions.DEFAULT.urgency(1));
    flux.jobs().setUrgency(raised, 31);
    flux.jobs().cancel(filler, "");
    assertThat(inOrderOfStart(low, normal, high, raised))
        .containsExactly(raised, high, normal, low);
  }

  @Test
  void a_job_waits_for_cores_and_not_longer() {
    JobId filler = fill();
    JobId waiting = submit(simulated("0.001s"));
    awaitEvent(waiting, "priority");
    flux.jobs().cancel(filler, "");
    double freed = awaitEvent(filler, "free").timestamp();
    assertThat(awaitEvent(waiting, "alloc").timestamp()).isGreaterThanOrEqualTo(freed);
  }

  @Test
  void no_core_is_given_twice() {
    List<JobId> ids =
        Stream.generate(() -> submit(simulated("60s").coresPerTask(2))).limit(CORES / 2).toList();
    List<String> cores =
        ids.stream()
            .map(id -> awaitEvent(id, "alloc"))
            .map(JobEvent::context)
            .map(c -> c.path("annotations").path("sched").path("resource_summary").asString())
            .toList();
    assertThat(cores)
        .containsExactly(
            "rank0/core[0-1]", "rank0/core[2-3]", "rank0/core[4-5]", "rank0/core[6-7]");
  }

  @Test
  void a_simulated_job_takes_the_time_it_says_and_runs_no_process() {
    JobResult result =
        run(command("/nonexistent").setAttribute("system.exec.test.run_duration", "0.3s"));
    assertThat(result.isSuccess()).isTrue();
    Duration ran =
        Duration.between(result.started().orElseThrow(), result.finished().orElseThrow());
    assertThat(ran).isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
  }

  @Test
  void a_simulated_job_that_is_cancelled_ends_by_sigterm_at_once() {
    JobId id = submit(simulated("60s"));
    awaitEvent(id, "start");
    flux.jobs().cancel(id, "");
    assertThat(flux.jobs().result(id).waitStatus()).hasValue(15);
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(-15);
  }
}
