package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.ResponseStream.Sink;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output of a job from its start to its end.
 *
 * <p>Three event logs in turn, since watching {@code guest.output} from the beginning would wait
 * forever for a job shell that failed before it made that log: the job's own tells that it was
 * started, and exceptions; that of the execution tells that the output log is there.
 */
final class OutputFeed implements Call {
  private final RpcClient client;
  private final JobId id;
  private final Sink<OutputEvent> sink;
  private @Nullable Call own;
  private @Nullable Call execution;
  private @Nullable Call output;
  private boolean started;
  private boolean reading;
  private boolean finished;
  private boolean drained;

  private OutputFeed(RpcClient client, JobId id, Sink<OutputEvent> sink) {
    this.client = client;
    this.id = id;
    this.sink = sink;
  }

  static Call open(RpcClient client, JobId id, Sink<OutputEvent> sink) {
    OutputFeed feed = new OutputFeed(client, id, sink);
    feed.start();
    return feed;
  }

  private synchronized void start() {
    own = watch("eventlog", this::ownEvent, this::ownEnd);
  }

  private synchronized void ownEvent(JobEvent event) {
    switch (event.name()) {
      case "start" -> {
        started = true;
        execution = watch("guest.exec.eventlog", this::executionEvent, this::executionEnd);
      }
      case "exception" -> {
        if (!finished) {
          sink.accept(new OutputEvent.Raised(JobExceptionEvent.of(event)));
        }
      }
      case "finish" -> {
        finished = true;
        endIfDone();
      }
      default -> {}
    }
  }

  private synchronized void ownEnd(FluxException error) {
    if (error.errno() != Errno.ENODATA) {
      end(error);
    } else if (!started) {
      end(new FluxException(Errno.EIO, OutputDecoder.PATH, "job " + id + " never started"));
    } else {
      finished = true;
      endIfDone();
    }
  }

  private synchronized void executionEvent(JobEvent event) {
    if (event.name().equals("shell.init") && !reading) {
      reading = true;
      output = watch(OutputDecoder.PATH, this::outputEvent, this::outputEnd);
      cancel(execution);
    }
  }

  private synchronized void executionEnd(FluxException error) {
    if (reading) {
      return;
    }
    outputEnd(error);
  }

  private synchronized void outputEvent(JobEvent event) {
    OutputDecoder.decode(event).ifPresent(sink::accept);
  }

  private synchronized void outputEnd(FluxException error) {
    if (error.errno() == Errno.ENODATA) {
      drained = true;
      endIfDone();
    } else {
      end(error);
    }
  }

  private void endIfDone() {
    if (drained && finished) {
      end(new FluxException(Errno.ENODATA, OutputDecoder.PATH, "the output is complete"));
    }
  }

  private void end(FluxException reason) {
    sink.end(reason);
    cancel();
  }

  @Override
  public synchronized void cancel() {
    cancel(own);
    cancel(execution);
    cancel(output);
  }

  private static void cancel(@Nullable Call call) {
    if (call != null) {
      call.cancel();
    }
  }

  private Call watch(String path, Consumer<JobEvent> event, Consumer<FluxException> end) {
    return client.raw(
        EventLog.request(id, path),
        new ResponseHandler() {
          @Override
          public void onResponse(MemorySegment payload) {
            EventLog.decode(payload, event);
          }

          @Override
          public void onError(FluxException error) {
            end.accept(error);
          }
        });
  }
}
