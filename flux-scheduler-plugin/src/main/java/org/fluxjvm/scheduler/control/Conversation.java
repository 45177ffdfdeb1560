package org.fluxjvm.scheduler.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.fluxjvm.FluxException;
import org.fluxjvm.scheduler.LedgerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection at the scheduler's end: a request, its answer, the end. */
final class Conversation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final SocketChannel channel;
  private final Wire wire;
  private final Controls controls;
  private final Duration patience;
  private final Semaphore followers;

  Conversation(SocketChannel channel, Controls controls, Duration patience, Semaphore followers) {
    this.channel = channel;
    this.wire = new Wire(channel, Wire.REQUEST_BYTES);
    this.controls = controls;
    this.patience = patience;
    this.followers = followers;
  }

  void hold() throws IOException {
    Request request;
    try (Deadline _ = Deadline.of(channel, patience)) {
      request = wire.read(Request.class);
    } catch (ControlException e) {
      write(new Answer.Refused(String.valueOf(e.getMessage())));
      return;
    } catch (EOFException e) {
      return; // somebody looked whether there is a scheduler
    }
    switch (request) {
      case Request.Logs logs -> give(logs);
      case Request.Read read -> write(read(read));
      case Request.Action action -> write(audited(action));
    }
  }

  /** Says that there are too many to be heard. */
  void turnAway() throws IOException {
    write(new Answer.Refused("the scheduler is busy with other requests; try again"));
  }

  private Answer read(Request.Read request) {
    try {
      return switch (request) {
        case Request.Runs runs -> new Answer.Runs(controls.runs(runs.filter()));
        case Request.Show show -> new Answer.Shown(controls.show(show.run(), show.environment()));
        case Request.Jobs jobs -> new Answer.Jobs(controls.jobs());
        case Request.Logs logs -> throw new IllegalStateException("logs are followed");
      };
    } catch (RuntimeException e) {
      return new Answer.Refused(reason(e));
    }
  }

  private Answer audited(Request.Action action) throws IOException {
    String user = Peer.user(channel);
    try {
      String outcome = act(action, user);
      Audit.done(user, action, outcome);
      return new Answer.Done(outcome);
    } catch (RuntimeException e) {
      String reason = reason(e);
      Audit.refused(user, action, reason);
      return new Answer.Refused(reason);
    }
  }

  private String act(Request.Action action, String user) {
    return switch (action) {
      case Request.Cancel cancel ->
          controls.cancel(
              cancel.run(),
              "canceled by " + user + (cancel.reason().isEmpty() ? "" : ": " + cancel.reason()));
      case Request.Retry retry -> controls.retry(retry.run());
      case Request.Resolve resolve -> controls.resolve(resolve.run(), resolve.as());
      case Request.Pause pause -> controls.pause(pause.job());
      case Request.Resume resume -> controls.resume(resume.job());
      case Request.Trigger trigger -> controls.trigger(trigger.job());
      case Request.Stop stop -> controls.stop(stop.mode());
    };
  }

  private void give(Request.Logs request) throws IOException {
    if (!followers.tryAcquire()) {
      write(new Answer.Refused("too many read logs of this scheduler already; try again"));
      return;
    }
    try {
      follow(request);
    } finally {
      followers.release();
    }
  }

  /** The client ends what it follows by going away, which only reading can tell. */
  private void follow(Request.Logs request) throws IOException {
    CompletableFuture<Void> lines;
    try {
      lines =
          controls.logs(
              request.run(), request.follow(), line -> writeUnchecked(new Answer.Output(line)));
    } catch (RuntimeException e) {
      write(new Answer.Refused(reason(e)));
      return;
    }
    Thread listener =
        Thread.startVirtualThread(
            () -> {
              try {
                wire.awaitEnd();
              } catch (IOException e) {
                LOG.debug("A follower is gone", e);
              }
              lines.cancel(true);
            });
    try {
      lines.join();
      write(new Answer.Done(""));
    } catch (CancellationException e) {
      LOG.debug("{} is followed no more", request.run());
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof UncheckedIOException)) { // it is the client that is gone
        write(new Answer.Refused(reason(e)));
      }
    } finally {
      channel.close();
      joined(listener);
    }
  }

  private static void joined(Thread listener) {
    try {
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (!(cause instanceof ControlException
        || cause instanceof LedgerException
        || cause instanceof FluxException)) {
      LOG.error("A request failed", cause);
    }
    return String.valueOf(cause.getMessage());
  }

  private void writeUnchecked(Answer answer) {
    try {
      write(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Answer answer) throws IOException {
    try (Deadline _ = Deadline.of(channel, patience)) {
      wire.write(answer);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
