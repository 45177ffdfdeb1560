package org.fluxjvm.it.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.junit.EnabledIfFlux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor whose broker is killed or shut down, and one that comes back. */
@EnabledIfFlux
class LostBrokerTest {
  private static final Jobspec SLEEP = JobspecV1.fromCommand(List.of("sleep", "300")).build();
  private static final Jobspec TRUE = JobspecV1.fromCommand(List.of("true")).build();

  @Test
  void jobs_that_went_with_the_broker_fail_and_the_executor_works_on(@TempDir Path directory)
      throws Exception {
    Broker broker = Broker.start(directory);
    try (FluxExecutor executor = FluxExecutor.builder().uri(broker.uri()).open()) {
      FluxFuture lost = executor.submit(SLEEP);
      lost.jobId();
      broker.kill();
      FluxFuture next = executor.submit(TRUE);
      try (Broker _ = Broker.start(directory)) {
        assertThatThrownBy(() -> lost.get(20, TimeUnit.SECONDS))
            .hasMessageContaining("no longer holds this job");
        assertThat(next.get(20, TimeUnit.SECONDS)).isZero();
      }
    }
  }

  @Test
  void jobs_that_the_next_broker_still_holds_are_followed_on(@TempDir Path directory)
      throws Exception {
    Broker broker = Broker.restore(directory);
    try (FluxExecutor executor = FluxExecutor.builder().uri(broker.uri()).open();
        Flux flux = Flux.open(broker.uri())) {
      FluxFuture held = executor.submit(TRUE, SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
      flux.jobs().eventWait(held.jobId(), "priority");
      broker.close();
      try (Broker _ = Broker.restore(directory)) {
        flux.jobs().setUrgency(held.jobId(), 16);
        assertThat(held.get(20, TimeUnit.SECONDS)).isZero();
      }
    }
  }
}
