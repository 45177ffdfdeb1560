package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;

/** One handle, many threads. */
abstract class ConcurrencyContract extends Contract {
  private static <T> List<T> onAll(ExecutorService threads, List<Callable<T>> tasks)
      throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(tasks)) {
      results.add(future.get(20, TimeUnit.SECONDS));
    }
    return results;
  }

  private Callable<Boolean> pings(int thread) {
    return () ->
        IntStream.range(0, 50)
            .map(i -> thread * 1000 + i)
            .allMatch(n -> flux.rpc("broker.ping", Map.of("seq", n)).path("seq").asInt() == n);
  }

  @Test
  void every_thread_gets_the_answers_to_its_own_requests() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      assertThat(onAll(threads, IntStream.range(0, 16).mapToObj(this::pings).toList()))
          .containsOnly(true);
    }
  }

  @Test
  void virtual_threads_do_too() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(onAll(threads, IntStream.range(0, 100).mapToObj(this::pings).toList()))
          .containsOnly(true);
    }
  }

  @Test
  void jobs_are_run_by_many_virtual_threads_at_once() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<JobResult>> jobs =
          IntStream.range(0, 40)
              .<Callable<JobResult>>mapToObj(i -> () -> run(script("exit " + (i % 3))))
              .toList();
      List<JobResult> results = onAll(threads, jobs);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).returnCode()).isEqualTo(i % 3);
      }
    }
  }

  @Test
  void five_hundred_jobs_are_followed_by_one_journal() {
    Set<JobId> cleaned = new HashSet<>();
    try (ResponseStream<JournalEvent> journal =
        flux.jobs().journal(Journal.live().allow("clean"))) {
      List<CompletableFuture<JobId>> submissions =
          IntStream.range(0, 500)
              .mapToObj(i -> flux.jobs().submitAsync(simulated("0.001s").build()))
              .toList();
      Set<JobId> submitted = new HashSet<>();
      submissions.forEach(submission -> submitted.add(submission.join()));
      assertThat(submitted).hasSize(500);
      while (!cleaned.containsAll(submitted)) {
        cleaned.add(next(journal).id());
      }
    }
  }
}
