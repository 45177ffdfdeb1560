package org.fluxjvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.job.Instance;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.job.SubmitOutcome;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a reactor's wait from outside: interrupts, signals, a callback that gives up. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SAME_THREAD)
class FluxReactorTest {
  private static final SubmitOptions HELD = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);

  private FluxReactor reactor;

  @BeforeEach
  void open() {
    reactor = FluxReactor.open("embedded:");
  }

  @AfterEach
  void close() {
    Thread.interrupted();
    reactor.close();
  }

  /** Interrupts this thread once its reactor has begun to wait. */
  private void interruptLater() {
    Thread waiting = Thread.currentThread();
    reactor.post(
        () ->
            reactor.timer(
                Duration.ofMillis(10), () -> Thread.ofPlatform().start(waiting::interrupt)));
  }

  private static void assertInterrupted(FluxException failure) {
    assertThat(failure.errno()).isEqualTo(Errno.EINTR);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** As a broker does that is shut down: its services leave first. */
  @Test
  void a_stream_that_will_be_asked_for_again_is_waited_for() {
    ScriptedConnector connector = new ScriptedConnector();
    Instance instance = new Instance(connector);
    Jobs jobs =
        new Jobs(
            new RpcClient(
                reactor.counting(connector),
                reactor::post,
                Duration.ofSeconds(10),
                reactor::pump,
                ClientObserver.NONE));
    List<String> told = new ArrayList<>();
    CompletableFuture<Void> reading =
        jobs.eventWatch(JobId.of(7)).forEachAsync(event -> told.add(event.name()));
    instance.log(Instance.event(1, "submit"));
    instance.log().fail(Errno.ENOSYS);
    CompletableFuture<Void> back =
        CompletableFuture.runAsync(
            () -> {
              await().until(() -> instance.logs() == 2);
              instance.log(Instance.event(1, "submit"), Instance.event(2, "clean"));
              instance.log().fail(Errno.ENODATA);
            });
    reactor.run();

    assertThat(told).containsExactly("submit", "clean");
    assertThat(reading).isCompleted();
    assertThat(back).succeedsWithin(Duration.ofSeconds(10));
  }

  private JobId held() {
    return reactor.flux().jobs().submit(JobspecV1.fromCommand(List.of("true")).build(), HELD);
  }

  @Test
  void an_interrupt_ends_a_run_which_can_be_run_again() {
    reactor.timer(Duration.ofHours(1), () -> {});
    interruptLater();
    assertInterrupted(catchThrowableOfType(FluxException.class, reactor::run));

    reactor.post(reactor::stop);
    assertThat(reactor.run()).isOne();
  }

  @Test
  void an_interrupt_ends_a_blocking_call_and_the_reactor_works_on() {
    JobId id = held();
    interruptLater();
    assertInterrupted(
        catchThrowableOfType(FluxException.class, () -> reactor.flux().jobs().result(id)));

    reactor.flux().jobs().setUrgency(id, 16);
    assertThat(reactor.flux().jobs().result(id).isSuccess()).isTrue();
  }

  @Test
  void a_bulk_submission_pumps_the_reactor_while_it_waits() {
    AtomicInteger ticks = new AtomicInteger();
    reactor.timer(Duration.ZERO, ticks::incrementAndGet);
    List<Jobspec> jobs = Collections.nCopies(1000, JobspecV1.fromCommand(List.of("true")).build());
    assertThat(reactor.flux().jobs().submitAll(jobs, HELD))
        .hasSize(1000)
        .allMatch(SubmitOutcome.Accepted.class::isInstance);
    assertThat(ticks).hasValue(1);
  }

  @Test
  void an_interrupt_ends_the_wait_for_a_future_which_can_be_awaited_again() {
    JobId id = held();
    CompletableFuture<?> result = reactor.flux().jobs().resultAsync(id);
    interruptLater();
    assertInterrupted(catchThrowableOfType(FluxException.class, () -> reactor.await(result)));
    assertThat(result).isNotDone();

    reactor.flux().jobs().setUrgency(id, 16);
    reactor.await(result);
    assertThat(result).isCompleted();
  }

  @Test
  void a_thread_that_is_interrupted_already_does_not_wait() {
    Thread.currentThread().interrupt();
    assertInterrupted(
        catchThrowableOfType(
            FluxException.class, () -> reactor.await(new CompletableFuture<String>())));
  }

  @Test
  void a_callback_can_make_the_run_throw() {
    IllegalStateException reason = new IllegalStateException("a reason to give up");
    reactor.timer(Duration.ofHours(1), () -> {});
    reactor.post(() -> reactor.stop(reason));

    assertThatThrownBy(reactor::run).isSameAs(reason);
    reactor.post(reactor::stop);
    assertThat(reactor.run()).isOne();
  }

  private static void raise(String signal) {
    try {
      long self = ProcessHandle.current().pid();
      new ProcessBuilder("kill", "-" + signal, Long.toString(self)).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_signal_is_told_on_the_thread_of_the_reactor() {
    List<Thread> told = new ArrayList<>();
    reactor.watchSignal(
        "USR1",
        () -> {
          told.add(Thread.currentThread());
          reactor.stop();
        });
    reactor.post(() -> raise("USR1"));

    assertThat(reactor.run()).isOne();
    assertThat(told).containsExactly(Thread.currentThread());
  }

  @Test
  void control_c_can_stop_a_run_instead_of_the_process() throws IOException {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      assumeFalse(
          status.anyMatch(line -> line.matches("SigIgn:.*[2367abef]")), // SIGINT is 2
          "SIGINT is ignored by what is started here, as in the background of a script");
    }
    try (FluxReactor.Watcher _ = reactor.watchSignal("INT", reactor::stop)) {
      reactor.timer(Duration.ZERO, () -> raise("INT"));
      assertThat(reactor.run()).isOne();
    }
  }

  @Test
  void each_watcher_is_told_until_it_is_closed() {
    List<String> told = new ArrayList<>();
    FluxReactor.Watcher closed = reactor.watchSignal("WINCH", () -> told.add("closed"));
    FluxReactor.Watcher first = reactor.watchSignal("WINCH", () -> told.add("first"));
    closed.close();
    FluxReactor.Watcher second =
        reactor.watchSignal(
            "WINCH",
            () -> {
              told.add("second");
              reactor.stop();
            });
    reactor.post(() -> raise("WINCH"));
    reactor.run();
    assertThat(told).containsExactly("first", "second");

    first.close();
    second.close();
    raise("WINCH");
    assertThat(reactor.run()).isZero();
    assertThat(told).hasSize(2);
  }

  @Test
  void a_signal_that_the_virtual_machine_needs_is_refused_by_name() {
    assertThatThrownBy(() -> reactor.watchSignal("SEGV", () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("SIGSEGV", "the virtual machine needs it", "QUIT", "USR2");
    assertThatThrownBy(() -> reactor.watchSignal("NOSUCH", () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NOSUCH");
    assertThat(reactor.run()).isZero();
  }

  @Test
  void another_thread_may_not_watch_signals() throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    reactor.watchSignal("USR1", () -> {});
                  } catch (WrongThreadException e) {
                    thrown.add(e);
                  }
                });
    other.join();
    assertThat(thrown).hasSize(1);
    assertThat(reactor.flux().rpc("broker.ping", Map.of()).isObject()).isTrue();
  }

  @Test
  void a_callback_may_close_the_reactor_while_calls_are_pending() {
    CompletableFuture<?> result = reactor.flux().jobs().resultAsync(held());
    reactor.post(reactor::close);

    assertThat(reactor.run()).isZero();
    assertThat(result).isNotDone();
  }

  @Test
  void a_reactor_that_a_callback_closes_ends_what_waits_further_up() {
    CompletableFuture<?> result = reactor.flux().jobs().resultAsync(held());
    reactor.post(reactor::close);

    assertThat(catchThrowableOfType(FluxException.class, () -> reactor.await(result)).errno())
        .isEqualTo(Errno.ECANCELED);
  }

  @Test
  void a_bulk_submission_ends_with_the_reactor() {
    List<Jobspec> jobs = Collections.nCopies(300, JobspecV1.fromCommand(List.of("true")).build());
    reactor.post(reactor::close);
    assertThat(reactor.flux().jobs().submitAll(jobs, HELD)).hasSize(300);
    assertThat(reactor.flux().jobs().submitAll(jobs, HELD))
        .allMatch(SubmitOutcome.Refused.class::isInstance);
  }

  @Test
  void a_stop_from_before_the_run_is_not_lost() {
    reactor.timer(Duration.ofHours(1), () -> {});
    reactor.stop();
    assertThat(reactor.run()).isOne();

    reactor.stop(new IllegalStateException("a reason to give up"));
    assertThatThrownBy(reactor::run).hasMessage("a reason to give up");
    reactor.post(reactor::stop);
    assertThat(reactor.run()).isOne();
  }

  @Test
  void a_watcher_may_be_closed_after_its_reactor() {
    List<FluxReactor.Watcher> watchers =
        List.of(
            reactor.timer(Duration.ofHours(1), () -> {}),
            reactor.watchFd(0, Set.of(FluxReactor.Readiness.READ), ready -> {}),
            reactor.watchSignal("USR1", () -> {}));
    reactor.close();

    assertThatNoException().isThrownBy(() -> watchers.forEach(FluxReactor.Watcher::close));
  }

  @Test
  void a_timer_may_be_for_ever() {
    Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
    reactor.timer(forEver, forEver, () -> {});
    reactor.timer(Duration.ZERO, reactor::stop);

    assertThat(reactor.run()).isOne();
  }
}
