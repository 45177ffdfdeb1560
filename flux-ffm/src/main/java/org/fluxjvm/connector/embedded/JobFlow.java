package org.fluxjvm.connector.embedded;

import java.util.List;
import org.fluxjvm.connector.embedded.Scheduler.Placement;

/** Takes each job through its states, from submission to the end (RFC 21). */
final class JobFlow {
  private final JobEvents events;
  private final Scheduler scheduler;
  private final EventLoop loop;
  private final long owner;
  private final JobExec exec;
  private final Dependencies dependencies;
  private boolean passPending;

  JobFlow(
      JobEvents events,
      Scheduler scheduler,
      EventLoop loop,
      ShellFactory shells,
      Timestamps timestamps,
      long owner) {
    this.events = events;
    this.scheduler = scheduler;
    this.loop = loop;
    this.owner = owner;
    exec = new JobExec(this, loop, shells);
    dependencies = new Dependencies(this, loop, timestamps);
    events.onChange(dependencies::changed);
  }

  JobExec exec() {
    return exec;
  }

  void submitted(EmbeddedJob job, List<Dependency> awaited) {
    events.submit(job);
    dependencies.add(job, awaited);
    events.validate(job);
    proceed(job);
  }

  void wait(EmbeddedJob job, String dependency) {
    if (job.dependencies().add(dependency)) {
      describe(job, "dependency-add", dependency);
    }
  }

  void waitNoMore(EmbeddedJob job, String dependency) {
    if (job.dependencies().remove(dependency)) {
      describe(job, "dependency-remove", dependency);
      proceed(job);
    }
  }

  private void describe(EmbeddedJob job, String event, String dependency) {
    events.note(job, event, Json.object().put("description", dependency));
  }

  private void proceed(EmbeddedJob job) {
    if (job.state() == JobState.DEPEND && job.dependencies().isEmpty()) {
      events.depend(job);
      prioritize(job);
    }
  }

  void urgency(EmbeddedJob job, int urgency) {
    boolean ranked = job.state() == JobState.SCHED;
    scheduler.dequeue(job);
    events.urgency(job, urgency, owner);
    if (ranked) {
      prioritize(job);
    }
  }

  private void prioritize(EmbeddedJob job) {
    events.priority(job);
    if (job.priority() == 0) {
      return;
    }
    debug(job, "debug.alloc-request");
    scheduler
        .unsatisfiable(job)
        .ifPresentOrElse(
            reason -> raise(job, JobProblem.fatal("alloc", reason), Signals.TERM),
            () -> {
              scheduler.enqueue(job);
              pass();
            });
  }

  /** Tries to place jobs, once for all changes of one turn of the loop. */
  private void pass() {
    if (!passPending) {
      passPending = true;
      loop.execute(
          () -> {
            passPending = false;
            place();
          });
    }
  }

  private void place() {
    for (var next = scheduler.next(); next.isPresent(); next = scheduler.next()) {
      Placement placed = next.get();
      events.alloc(placed.job(), placed.allocation());
      debug(placed.job(), "debug.start-request");
      exec.start(placed.job(), placed.allocation());
    }
  }

  void started(EmbeddedJob job) {
    events.note(job, "start");
    dependencies.started(job);
  }

  /**
   * Raises an exception; one of severity 0 ends the job.
   *
   * @param signal what a running job is sent first
   */
  void raise(EmbeddedJob job, JobProblem problem, int signal) {
    events.exception(job, problem, owner);
    if (problem.severity() > 0) {
      return;
    }
    if (job.allocation().isPresent()) {
      exec.end(job, signal);
    } else {
      scheduler.dequeue(job);
      events.clean(job);
    }
  }

  void finished(EmbeddedJob job, int status) {
    events.finish(job, status);
    released(job);
  }

  /** For a job that has its resources and never started too. */
  void released(EmbeddedJob job) {
    events.note(job, "release", Json.object().put("ranks", "all").put("final", true));
    job.allocation().ifPresent(scheduler::release);
    events.note(job, "free");
    events.clean(job);
    pass();
  }

  private void debug(EmbeddedJob job, String name) {
    if (job.submitted().has(JobRecord.DEBUG)) {
      events.note(job, name);
    }
  }
}
