package org.fluxjvm.job;

import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.rpc.ResponseStream.Sink;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * The watch of a log that the job may not have yet.
 *
 * <p>Flux waits for a log if it is asked to, but for one that never comes, of a job that has ended,
 * it waits for ever. So it is asked to only when the log turned out to be missing, and the job's
 * own log is watched meanwhile: at its end the log is either there or never will be.
 */
final class AwaitedEventLog {
  private final RpcClient client;
  private final JobId id;
  private final String path;
  private final Sink<? super JobEvent> sink;

  private final OpenCalls calls = new OpenCalls();
  private volatile @Nullable Call log;
  private volatile @Nullable Call life;
  private volatile boolean begun;

  private AwaitedEventLog(RpcClient client, JobId id, String path, Sink<? super JobEvent> sink) {
    this.client = client;
    this.id = id;
    this.path = path;
    this.sink = sink;
  }

  static Call open(RpcClient client, JobId id, String path, Sink<? super JobEvent> sink) {
    AwaitedEventLog awaited = new AwaitedEventLog(client, id, path, sink);
    awaited.watch(path, 0, awaited::take, awaited::missing);
    return awaited.calls;
  }

  private void take(JobEvent event) {
    if (!begun) {
      begun = true;
      cancel(life);
    }
    if (!calls.haveEnded()) {
      sink.accept(event);
    }
  }

  private void missing(FluxException error) {
    boolean mayCome =
        error.errno() == Errno.ENOENT && !begun && !(error instanceof EventGapException);
    if (!mayCome || path.equals(JobEvents.MAIN_LOG)) {
      end(error);
    } else if (!calls.haveEnded()) {
      log = watch(path, EventLog.WAIT_CREATE, this::take, this::end);
      life = watch(JobEvents.MAIN_LOG, 0, event -> {}, this::lifeEnded);
    }
  }

  private void lifeEnded(FluxException error) {
    if (begun || calls.haveEnded()) {
      return;
    }
    cancel(log);
    if (error.errno() == Errno.ENODATA) {
      watch(path, 0, this::take, this::end);
    } else {
      end(error);
    }
  }

  private void end(FluxException reason) {
    if (calls.end()) {
      sink.end(reason);
    }
  }

  private static void cancel(@Nullable Call call) {
    if (call != null) {
      call.cancel();
    }
  }

  private Call watch(String log, int flags, Consumer<JobEvent> event, Consumer<FluxException> end) {
    Call watch = EventLogCall.open(client, id, log, flags, EventLog.sink(event, end));
    calls.add(watch);
    return watch;
  }
}
