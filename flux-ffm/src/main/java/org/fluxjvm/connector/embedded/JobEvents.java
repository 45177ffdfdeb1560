package org.fluxjvm.connector.embedded;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Posts the events of jobs: to the journal, to their state, and to their event logs. */
final class JobEvents {
  private static final long PRIORITY_MAX = 0xffff_ffffL;
  private static final int URGENCY_EXPEDITE = 31;

  private final Timestamps timestamps;
  private final Journal journal;
  private final List<Consumer<EmbeddedJob>> listeners = new ArrayList<>();

  JobEvents(Timestamps timestamps, Journal journal) {
    this.timestamps = timestamps;
    this.journal = journal;
  }

  /** Asks for a call after each change of a job's state. */
  void onChange(Consumer<EmbeddedJob> listener) {
    listeners.add(listener);
  }

  void submit(EmbeddedJob job) {
    JobRecord submitted = job.submitted();
    ObjectNode context = Json.object();
    context.put("userid", submitted.userid()).put("urgency", job.urgency());
    context.put("flags", submitted.flags()).put("version", 1);
    job.submittedAt(commit(job, "submit", context));
  }

  void validate(EmbeddedJob job) {
    enter(job, JobState.DEPEND, commit(job, "validate"));
  }

  void depend(EmbeddedJob job) {
    enter(job, JobState.PRIORITY, commit(job, "depend"));
  }

  void priority(EmbeddedJob job) {
    job.priority(job.urgency() == URGENCY_EXPEDITE ? PRIORITY_MAX : job.urgency());
    BigDecimal time = commit(job, "priority", Json.object().put("priority", job.priority()));
    enter(job, JobState.SCHED, time);
  }

  void urgency(EmbeddedJob job, int urgency, long userid) {
    job.urgency(urgency);
    BigDecimal time =
        commit(job, "urgency", Json.object().put("userid", userid).put("urgency", urgency));
    if (job.state() == JobState.SCHED) {
      enter(job, JobState.PRIORITY, time);
    }
  }

  void alloc(EmbeddedJob job, Allocation allocation) {
    job.allocate(allocation);
    job.annotations().putObject("sched").put("resource_summary", allocation.summary());
    ObjectNode context = Json.object();
    context.set("annotations", job.annotations().deepCopy());
    journalOnly(job, "annotations", context);
    enter(job, JobState.RUN, commit(job, "alloc", context));
  }

  void finish(EmbeddedJob job, int status) {
    job.finished(status);
    BigDecimal time = commit(job, "finish", Json.object().put("status", status));
    if (job.state() == JobState.RUN) {
      enter(job, JobState.CLEANUP, time);
    }
  }

  void exception(EmbeddedJob job, JobProblem problem, long userid) {
    job.problem(problem);
    BigDecimal time = commit(job, "exception", problem.context(userid));
    if (problem.severity() == 0 && job.in(JobState.PENDING | JobState.RUN.bit())) {
      enter(job, JobState.CLEANUP, time);
    }
  }

  void clean(EmbeddedJob job) {
    enter(job, JobState.INACTIVE, commit(job, "clean"));
    job.guest().end();
    job.eventlog().complete();
  }

  /** An event that changes no state. */
  void note(EmbeddedJob job, String name) {
    commit(job, name);
  }

  void note(EmbeddedJob job, String name, ObjectNode context) {
    commit(job, name, context);
  }

  /** An event that the journal carries and no event log keeps. */
  void journalOnly(EmbeddedJob job, String name, ObjectNode context) {
    journal.publish(job, LogEvent.of(timestamps.now(), name, context));
  }

  private BigDecimal commit(EmbeddedJob job, String name) {
    return commit(job, LogEvent.of(timestamps.now(), name));
  }

  private BigDecimal commit(EmbeddedJob job, String name, ObjectNode context) {
    return commit(job, LogEvent.of(timestamps.now(), name, context));
  }

  private BigDecimal commit(EmbeddedJob job, LogEvent event) {
    journal.publish(job, event);
    job.eventlog().append(event);
    return event.timestamp();
  }

  private void enter(EmbeddedJob job, JobState state, BigDecimal time) {
    job.enter(state, time);
    listeners.forEach(listener -> listener.accept(job));
  }
}
