package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxjvm.job.Instance.event;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.DecidedConnector;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.connector.ScriptedConnector.Sent;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

/** Streams that need more than one request hold no lock where another thread could need it. */
class StreamLockTest {
  private static final JobId JOB = JobId.of(7);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** The common pool may have one thread only. */
  private static final Executor APART = task -> Thread.ofPlatform().daemon().start(task);

  private static final String OUTPUT = "{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"hello\"}";

  private final CountDownLatch handingOver = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);

  private static RpcClient client(Connector connector) {
    return new RpcClient(connector, Runnable::run, LIMIT);
  }

  private void waitForTheCancel() {
    handingOver.countDown();
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String entry(String event) {
    return "{\"event\":\"" + event.replace("\"", "\\\"") + "\\n\"}";
  }

  private void assertCancelledMeanwhile(Call call, Sent log, String event) throws Exception {
    CompletableFuture<Void> loop =
        CompletableFuture.runAsync(() -> log.answer(entry(event)), APART);
    handingOver.await();

    assertThat(CompletableFuture.runAsync(call::cancel, APART)).succeedsWithin(LIMIT);
    cancelled.countDown();
    assertThat(loop).succeedsWithin(LIMIT);
  }

  @Test
  void output_can_be_cancelled_while_some_of_it_is_handed_over() throws Exception {
    ScriptedConnector connector = new ScriptedConnector();
    Instance instance = new Instance(connector);
    Call output =
        OutputFeed.open(
            client(connector),
            JOB,
            new ResponseStream.Sink<>() {
              @Override
              public void accept(OutputEvent element) {
                waitForTheCancel();
              }

              @Override
              public void end(FluxException reason) {}
            });
    instance.log(event(1, "start"));

    assertCancelledMeanwhile(output, instance.log(), event(2, "data", OUTPUT));
  }

  @Test
  void an_event_log_can_be_cancelled_while_an_event_is_handed_over() throws Exception {
    ScriptedConnector connector = new ScriptedConnector();
    Call log =
        AwaitedEventLog.open(
            client(connector), JOB, "eventlog", EventLog.sink(e -> waitForTheCancel(), e -> {}));

    assertCancelledMeanwhile(log, new Instance(connector).log(), event(1, "start"));
  }

  private static void assertOpensOnAHandleThatCloses(
      Function<RpcClient, ResponseStream<?>> stream, Errno errno) {
    DecidedConnector failing =
        DecidedConnector.by(
            (number, handler) ->
                CompletableFuture.runAsync(
                        () -> handler.onError(new FluxException(errno, "test", "closed")), APART)
                    .join());

    assertThat(CompletableFuture.supplyAsync(() -> stream.apply(client(failing)), APART))
        .succeedsWithin(LIMIT)
        .satisfies(opened -> assertThat(opened.forEachAsync(e -> {})).isCompletedExceptionally());
  }

  @Test
  void an_event_log_that_another_thread_fails_is_not_waited_for() {
    assertOpensOnAHandleThatCloses(
        client -> new Jobs(client).eventWatch(JOB, "guest.output"), Errno.ECANCELED);
  }

  @Test
  void output_that_another_thread_fails_is_not_waited_for() {
    assertOpensOnAHandleThatCloses(
        client -> new Jobs(client).output(JOB).events(), Errno.ECANCELED);
  }
}
