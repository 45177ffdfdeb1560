package org.fluxjvm.connector.embedded;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs the jobs that have resources, until they end or must: the service job-exec. */
final class JobExec {
  /** What {@code exec.kill-timeout} is by default. */
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);

  private static final int FAILURE = 1 << 8;
  private static final double NANOS = 1e9;

  private final Map<EmbeddedJob, Running> running = new HashMap<>();
  private final JobFlow flow;
  private final EventLoop loop;
  private final ShellFactory shells;

  JobExec(JobFlow flow, EventLoop loop, ShellFactory shells) {
    this.flow = flow;
    this.loop = loop;
    this.shells = shells;
  }

  private static final class Running {
    private final Execution execution;
    private Runnable stopExpiration = () -> {};
    private Runnable stopKill = () -> {};

    Running(Execution execution) {
      this.execution = execution;
    }
  }

  void start(EmbeddedJob job, Allocation allocation) {
    GuestLogs guest = job.guest();
    guest.append(GuestLogs.EXEC, "init");
    JsonNode test = job.submitted().request().system().path("exec").path("test");
    Execution execution;
    try {
      execution =
          test.isObject()
              ? simulated(job, SimulatedRun.of(test, job.submitted().request()))
              : shells.open(job, allocation, listener(job));
    } catch (IllegalArgumentException e) {
      flow.raise(job, JobProblem.fatal("exec", "" + e.getMessage()), Signals.TERM);
      guest.append(GuestLogs.EXEC, "done");
      flow.released(job);
      return;
    }
    Running started = new Running(execution);
    running.put(job, started);
    guest.append(GuestLogs.EXEC, "starting");
    if (test.isObject()) {
      guest.append(GuestLogs.EXEC, "recoverable");
    }
    execution.start();
    guest.open();
    flow.started(job);
    double limit = job.submitted().request().duration();
    if (limit > 0) {
      started.stopExpiration =
          loop.schedule(Duration.ofNanos((long) (limit * NANOS)), () -> expired(job));
    }
  }

  private Execution simulated(EmbeddedJob job, SimulatedRun run) {
    return new SimulatedExecution(loop, run.seconds(), run.status(), listener(job));
  }

  private Execution.Listener listener(EmbeddedJob job) {
    return new Execution.Listener() {
      @Override
      public void complete(int status) {
        completed(job, status);
      }

      @Override
      public void failed(String reason) {
        flow.raise(job, JobProblem.fatal("exec", reason), Signals.TERM);
      }
    };
  }

  private void expired(EmbeddedJob job) {
    flow.raise(job, JobProblem.fatal("timeout", "resource allocation expired"), Signals.ALRM);
  }

  boolean isRunning(EmbeddedJob job) {
    return running.containsKey(job);
  }

  void signal(EmbeddedJob job, int signum) {
    Running target = running.get(job);
    if (target != null) {
      target.execution.signal(signum);
    }
  }

  /** Ends a job by a signal, and by SIGKILL if it has not ended after a while. */
  void end(EmbeddedJob job, int signum) {
    Running target = running.get(job);
    if (target == null) {
      return;
    }
    target.stopExpiration.run();
    target.stopKill.run();
    target.stopKill = loop.schedule(KILL_TIMEOUT, () -> end(job, Signals.KILL));
    target.execution.end(signum);
  }

  /** Ends all jobs at once. */
  void killAll() {
    List.copyOf(running.keySet()).forEach(job -> end(job, Signals.KILL));
  }

  private void completed(EmbeddedJob job, int status) {
    Running ended = running.remove(job);
    if (ended == null) {
      return;
    }
    ended.stopExpiration.run();
    ended.stopKill.run();
    int waitStatus = status;
    if (job.failed()) {
      waitStatus = job.problem().get().waitStatus().orElse(status == 0 ? FAILURE : status);
    }
    GuestLogs guest = job.guest();
    guest.append(GuestLogs.EXEC, "complete", Json.object().put("status", waitStatus));
    guest.append(GuestLogs.EXEC, "done");
    flow.finished(job, waitStatus);
  }
}
