package org.fluxjvm.it.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fluxjvm.FluxException;
import org.fluxjvm.FluxReactor;
import org.fluxjvm.FluxReactor.Readiness;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a reactor does on any instance. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SAME_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReactorContract {
  private static final Jobspec EXIT_3 =
      JobspecV1.fromCommand(List.of("/bin/sh", "-c", "exit 3"))
          .setShellOption("cpu-affinity", "off")
          .build();

  private static final Jobspec SLEEP = JobspecV1.fromCommand(List.of("sleep", "0.3")).build();

  /** The instance to run in. */
  abstract String uri();

  private FluxReactor open() {
    return FluxReactor.open(uri());
  }

  @Test
  void futures_complete_on_this_thread_and_the_run_ends_with_the_last() {
    List<Thread> threads = new ArrayList<>();
    try (FluxReactor reactor = open()) {
      for (int i = 0; i < 5; i++) {
        var _ =
            reactor
                .flux()
                .rpcAsync("broker.ping", Map.of())
                .thenAccept(pong -> threads.add(Thread.currentThread()));
      }
      assertThat(threads).isEmpty();

      assertThat(reactor.run()).isZero();
      assertThat(threads).hasSize(5).containsOnly(Thread.currentThread());
    }
  }

  @Test
  void a_job_is_submitted_and_followed_by_callbacks_alone() {
    List<JobResult> results = new ArrayList<>();
    try (FluxReactor reactor = open()) {
      var _ =
          reactor
              .flux()
              .jobs()
              .submitAsync(EXIT_3)
              .thenCompose(id -> reactor.flux().jobs().resultAsync(id))
              .thenAccept(results::add);
      reactor.run();

      assertThat(results)
          .singleElement()
          .satisfies(result -> assertThat(result.returnCode()).isEqualTo(3));
    }
  }

  @Test
  void a_blocking_call_pumps_the_reactor() {
    List<String> heard = new ArrayList<>();
    try (FluxReactor reactor = open()) {
      JobId id = reactor.flux().jobs().submit(SLEEP);
      reactor.timer(Duration.ofMillis(1), () -> heard.add("timer"));
      reactor.post(() -> heard.add("posted"));

      assertThat(reactor.flux().jobs().result(id).isSuccess()).isTrue();
      assertThat(heard).containsExactlyInAnyOrder("posted", "timer");
    }
  }

  @Test
  void a_callback_may_block() {
    List<String> heard = new ArrayList<>();
    try (FluxReactor reactor = open()) {
      reactor.timer(Duration.ZERO, () -> heard.add("size " + reactor.flux().attribute("size")));
      reactor.run();

      assertThat(heard).containsExactly("size 1");
    }
  }

  @Test
  void a_call_that_fails_throws_as_elsewhere() {
    try (FluxReactor reactor = open()) {
      assertThatThrownBy(() -> reactor.flux().rpc("no.such.service"))
          .isInstanceOf(FluxException.class)
          .hasMessageContaining("ENOSYS");
    }
  }

  @Test
  void a_future_can_be_waited_for() {
    try (FluxReactor reactor = open()) {
      JobId id = reactor.await(reactor.flux().jobs().submitAsync(EXIT_3));
      assertThat(reactor.await(reactor.flux().jobs().resultAsync(id)).returnCode()).isEqualTo(3);
      CompletableFuture<?> failing = reactor.flux().rpcAsync("no.such.service", Map.of());
      assertThatThrownBy(() -> reactor.await(failing)).isInstanceOf(CompletionException.class);
    }
  }

  @Test
  void an_executor_can_run_on_a_reactor() {
    List<Integer> codes = new ArrayList<>();
    try (FluxReactor reactor = open()) {
      FluxExecutor executor =
          FluxExecutor.builder().handle(reactor.flux()).callbackExecutor(reactor::post).open();
      FluxFuture future = executor.submit(EXIT_3);
      var _ = future.thenAccept(codes::add);
      reactor.await(future);
      assertThat(codes).containsExactly(3);
    }
  }

  @Test
  void timers_fire_in_the_order_of_their_time() {
    List<String> heard = new ArrayList<>();
    try (FluxReactor reactor = open()) {
      long start = System.nanoTime();
      reactor.timer(Duration.ofMillis(40), () -> heard.add("late"));
      reactor.timer(Duration.ofMillis(10), () -> heard.add("early"));
      FluxReactor.Watcher never = reactor.timer(Duration.ofMillis(20), () -> heard.add("never"));
      never.close();

      assertThat(reactor.run()).isZero();
      assertThat(heard).containsExactly("early", "late");
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(40_000_000);
    }
  }

  @Test
  void a_repeated_timer_fires_until_the_reactor_is_stopped() {
    List<String> heard = new ArrayList<>();
    try (FluxReactor reactor = open()) {
      reactor.timer(
          Duration.ofMillis(1),
          Duration.ofMillis(1),
          () -> {
            heard.add("tick");
            if (heard.size() == 3) {
              reactor.stop();
            }
          });

      assertThat(reactor.run()).isOne();
      assertThat(heard).hasSize(3);
    }
  }

  @Test
  void another_thread_can_stop_it_and_do_nothing_else() {
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    try (FluxReactor reactor = open()) {
      reactor.timer(Duration.ofHours(1), () -> {});
      Runnable intrude =
          () -> {
            thrown.add(catchThrowable(() -> reactor.timer(Duration.ZERO, () -> {})));
            reactor.stop();
          };
      reactor.timer(Duration.ZERO, () -> Thread.ofPlatform().start(intrude));

      assertThat(reactor.run()).isOne();
      assertThat(thrown).singleElement().isInstanceOf(WrongThreadException.class);
    }
  }

  @Test
  void a_descriptor_is_watched_until_its_watcher_is_closed() {
    List<String> heard = new ArrayList<>();
    try (FluxReactor reactor = open();
        NativePipe pipe = new NativePipe()) {
      FluxReactor.Watcher watcher =
          reactor.watchFd(
              pipe.readEnd(),
              EnumSet.of(Readiness.READ),
              ready -> {
                heard.add(ready + " " + pipe.read());
                if (heard.size() == 2) {
                  reactor.stop();
                }
              });
      reactor.timer(Duration.ofMillis(1), () -> pipe.write(7));
      reactor.timer(Duration.ofMillis(5), () -> pipe.write(8));
      reactor.run();
      watcher.close();

      assertThat(heard).containsExactly("[READ] 7", "[READ] 8");
      pipe.write(9);
      assertThat(reactor.run()).isZero();
      assertThat(heard).hasSize(2);
    }
  }

  @Test
  void a_descriptor_that_was_hung_up_is_told_once() {
    List<String> heard = new ArrayList<>();
    try (FluxReactor reactor = open();
        NativePipe pipe = new NativePipe()) {
      reactor.watchFd(
          pipe.readEnd(), EnumSet.of(Readiness.READ), ready -> heard.add(ready.toString()));
      pipe.closeWriteEnd();

      assertThat(reactor.run()).isZero();
      assertThat(heard).containsExactly("[ERROR]");
    }
  }

  @Test
  void a_callback_that_throws_stops_nothing() {
    List<String> heard = new ArrayList<>();
    try (FluxReactor reactor = open()) {
      reactor.post(
          () -> {
            throw new IllegalStateException("a callback that throws, as a test wants it");
          });
      reactor.post(() -> heard.add("next"));
      reactor.run();

      assertThat(heard).containsExactly("next");
    }
  }
}
