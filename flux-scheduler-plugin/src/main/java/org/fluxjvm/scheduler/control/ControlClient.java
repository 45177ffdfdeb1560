package org.fluxjvm.scheduler.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The controls of a scheduler that runs in another process: one connection for each call. */
public final class ControlClient implements Controls {
  /** An action may wait for a database, and that for a connection of its pool. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StateDirectory directory;

  private ControlClient(StateDirectory directory) {
    this.directory = directory;
  }

  /**
   * Finds the scheduler of a state directory.
   *
   * @param directory the directory
   * @return its controls
   * @throws NotRunningException if no program answers there
   */
  public static ControlClient of(StateDirectory directory) throws NotRunningException {
    ControlClient client = new ControlClient(directory);
    try (SocketChannel _ = client.connect()) {
      return client;
    } catch (IOException e) {
      throw new NotRunningException(directory.path(), e);
    }
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(directory.socket()));
  }

  @Override
  public List<RunView> runs(RunFilter filter) {
    return expect(Answer.Runs.class, ask(new Request.Runs(filter))).runs();
  }

  @Override
  public List<JobView> jobs() {
    return expect(Answer.Jobs.class, ask(new Request.Jobs())).jobs();
  }

  @Override
  public RunDetails show(String run, boolean environment) {
    return expect(Answer.Shown.class, ask(new Request.Show(run, environment))).details();
  }

  @Override
  public CompletableFuture<Void> logs(String run, boolean follow, Consumer<LogLine> sink) {
    Request request = new Request.Logs(run, follow);
    try {
      SocketChannel connection = connect();
      CompletableFuture<Void> end = new CompletableFuture<>();
      CompletableFuture<?> _ = end.whenComplete((_, _) -> shut(connection));
      Thread.startVirtualThread(() -> receive(connection, request, sink, end));
      return end;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private void receive(
      SocketChannel connection,
      Request request,
      Consumer<LogLine> sink,
      CompletableFuture<Void> end) {
    try {
      Wire wire = new Wire(connection, Wire.ANSWER_BYTES);
      wire.write(request);
      Answer answer = wire.read(Answer.class);
      while (answer instanceof Answer.Output output) {
        sink.accept(output.line());
        answer = wire.read(Answer.class);
      }
      expect(Answer.Done.class, answer);
      end.complete(null);
    } catch (IOException e) {
      end.completeExceptionally(lost(e));
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  private static void shut(SocketChannel connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String cancel(String run, String reason) {
    return act(new Request.Cancel(run, reason));
  }

  @Override
  public String retry(String run) {
    return act(new Request.Retry(run));
  }

  @Override
  public String resolve(String run, Resolution as) {
    return act(new Request.Resolve(run, as));
  }

  @Override
  public String pause(String job) {
    return act(new Request.Pause(job));
  }

  @Override
  public String resume(String job) {
    return act(new Request.Resume(job));
  }

  @Override
  public String trigger(String job) {
    return act(new Request.Trigger(job));
  }

  @Override
  public String stop(StopMode mode) {
    return act(new Request.Stop(mode));
  }

  private String act(Request request) {
    return expect(Answer.Done.class, ask(request)).text();
  }

  private Answer ask(Request request) {
    try (SocketChannel connection = connect();
        Deadline _ = Deadline.of(connection, PATIENCE)) {
      Wire wire = new Wire(connection, Wire.ANSWER_BYTES);
      wire.write(request);
      return wire.read(Answer.class);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private static <T extends Answer> T expect(Class<T> type, Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      throw new ControlException(refused.text());
    }
    if (!type.isInstance(answer)) {
      throw new ControlException("the scheduler answered something else than was asked");
    }
    return type.cast(answer);
  }

  private ControlException lost(IOException e) {
    return new ControlException(
        "the scheduler on %s did not answer (%s); whether it has done what was asked is not known"
            .formatted(directory, e),
        e);
  }
}
