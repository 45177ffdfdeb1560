package org.fluxjvm.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Future;
import org.fluxjvm.FluxReactor;
import org.fluxjvm.job.JobExceptionEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SAME_THREAD)
class ReactorHandleTest {
  @Test
  void an_executor_is_closed_on_the_thread_of_its_reactor_after_a_job_is_cancelled() {
    try (FluxReactor reactor = FluxReactor.open("embedded:")) {
      JobId id;
      try (FluxExecutor executor = FluxExecutor.builder().handle(reactor.flux()).open()) {
        FluxFuture future = executor.submit(JobspecV1.fromCommand(List.of("sleep", "600")).build());
        id = future.jobId();
        future.cancel(true);
        assertThat(future.state()).isEqualTo(Future.State.CANCELLED);
      }
      JobResult result = reactor.flux().jobs().result(id);
      assertThat(result.exception()).map(JobExceptionEvent::type).hasValue("cancel");
    }
  }
}
