package org.fluxjvm.it.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** An executor, and jobs that do not outlive their test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExecutorFixture {
  static final long LIMIT = 20;

  FluxExecutor executor;
  private final List<FluxFuture> futures = new ArrayList<>();

  /** The instance to run in. */
  abstract String uri();

  @BeforeEach
  void open() {
    executor = FluxExecutor.builder().uri(uri()).open();
  }

  @AfterEach
  void close() {
    futures.forEach(future -> future.cancel(true));
    futures.clear();
    executor.close();
  }

  static CommandBuilder script(String text) {
    return JobspecV1.fromCommand(List.of("/bin/sh", "-c", text))
        .setShellOption("cpu-affinity", "off");
  }

  FluxFuture submit(Jobspec jobspec) {
    return submit(jobspec, SubmitOptions.DEFAULT);
  }

  FluxFuture submit(Jobspec jobspec, SubmitOptions options) {
    FluxFuture future = executor.submit(jobspec, options);
    futures.add(future);
    return future;
  }

  static int get(FluxFuture future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(LIMIT, TimeUnit.SECONDS);
  }
}
