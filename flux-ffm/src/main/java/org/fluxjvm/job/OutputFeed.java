package org.fluxjvm.job;

import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.rpc.ResponseStream.Sink;
import org.fluxjvm.rpc.RpcClient;

/**
 * Reads the output of a job from its start to its end: the job's own log tells of exceptions, that
 * it was started and that it has finished.
 */
final class OutputFeed {
  private final RpcClient client;
  private final JobId id;
  private final Sink<OutputEvent> sink;
  private final OpenCalls calls = new OpenCalls();
  private volatile boolean started;
  private volatile boolean finished;
  private volatile boolean drained;

  private OutputFeed(RpcClient client, JobId id, Sink<OutputEvent> sink) {
    this.client = client;
    this.id = id;
    this.sink = sink;
  }

  static Call open(RpcClient client, JobId id, Sink<OutputEvent> sink) {
    OutputFeed feed = new OutputFeed(client, id, sink);
    feed.calls.add(
        EventLogCall.open(
            client, id, JobEvents.MAIN_LOG, 0, EventLog.sink(feed::ownEvent, feed::ownEnd)));
    return feed.calls;
  }

  private void ownEvent(JobEvent event) {
    switch (event.name()) {
      case "start" -> {
        started = true;
        calls.add(
            AwaitedEventLog.open(
                client, id, OutputDecoder.PATH, EventLog.sink(this::outputEvent, this::outputEnd)));
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

  private void ownEnd(FluxException error) {
    if (error.errno() != Errno.ENODATA) {
      end(error);
    } else if (!started) {
      end(new FluxException(Errno.EIO, OutputDecoder.PATH, "job " + id + " never started"));
    } else {
      finished = true;
      endIfDone();
    }
  }

  private void outputEvent(JobEvent event) {
    OutputDecoder.decode(event).ifPresent(sink::accept);
  }

  private void outputEnd(FluxException error) {
    if (error instanceof EventGapException) {
      end(error);
      return;
    }
    switch (error.errno()) {
      case ENODATA, ENOENT -> { // a job shell that failed early has made no log
        drained = true;
        endIfDone();
      }
      default -> end(error);
    }
  }

  private void endIfDone() {
    if (drained && finished) {
      end(new FluxException(Errno.ENODATA, OutputDecoder.PATH, "the output is complete"));
    }
  }

  private void end(FluxException reason) {
    if (calls.end()) {
      sink.end(reason);
    }
  }
}
