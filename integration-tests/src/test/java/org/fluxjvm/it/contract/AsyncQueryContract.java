package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.Jobspec;
import org.junit.jupiter.api.Test;

/** What is asked without waiting for the answer is answered as it is otherwise. */
abstract class AsyncQueryContract extends Contract {
  private static final int RUN = 16;

  @Test
  void some_jobs_are_described_in_the_order_of_their_ids() {
    JobId one = submit(simulated("60s").name("one"));
    JobId two = submit(simulated("60s").name("two"));
    listed(two, RUN);
    listed(one, RUN);
    List<Optional<JobInfo>> known =
        AsyncContract.get(flux.jobs().getAllAsync(List.of(two, NO_JOB, one)));
    assertThat(known)
        .extracting(job -> job.map(JobInfo::name).orElse("none"))
        .containsExactly("two", "none", "one");
  }

  @Test
  void a_job_has_the_attributes_that_were_asked_for() {
    JobId id = submit(simulated("60s").name("asked"));
    listed(id, RUN);
    JobInfo job = AsyncContract.get(flux.jobs().getAsync(id, Set.of("name"))).orElseThrow();
    assertThat(job.name()).isEqualTo("asked");
    assertThat(job.toTree().has("state")).isFalse();
    assertThat(AsyncContract.get(flux.jobs().getAsync(NO_JOB, Set.of("name")))).isEmpty();
    assertThatThrownBy(() -> AsyncContract.get(flux.jobs().getAsync(id, Set.of("nosuch"))))
        .hasMessageContaining("EINVAL");
  }

  @Test
  void the_jobspec_is_the_one_that_was_submitted() {
    Jobspec jobspec = simulated("60s").name("again").build();
    JobId id = submit(jobspec);
    assertThat(AsyncContract.get(flux.jobs().submittedJobspecAsync(id))).isEqualTo(jobspec);
  }

  @Test
  void the_time_that_is_left_is_that_of_the_job_or_of_the_instance() {
    JobId id = submit(simulated("60s").duration(60));
    listed(id, RUN);
    assertThat(AsyncContract.get(flux.jobs().timeLeftAsync(id)).orElseThrow())
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61));
    assertThat(AsyncContract.get(flux.jobs().timeLeftAsync())).isEmpty();
  }

  @Test
  void the_output_so_far_is_what_was_written_by_now() {
    JobId id = submit(script("echo ready; exec sleep 60"));
    awaitOutput(id);
    assertThat(AsyncContract.get(flux.jobs().output(id).soFarAsync()).stdout())
        .isEqualTo("ready\n");
  }

  @Test
  void an_attribute_of_the_broker_is_read() {
    assertThat(AsyncContract.get(flux.attributeAsync("size"))).isEqualTo("1");
    assertThatThrownBy(() -> AsyncContract.get(flux.attributeAsync("nosuch")))
        .hasMessageContaining("ENOENT");
  }
}
