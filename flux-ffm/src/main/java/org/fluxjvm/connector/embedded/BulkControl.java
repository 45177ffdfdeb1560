package org.fluxjvm.connector.embedded;

import java.util.List;
import java.util.OptionalInt;

/** What can be done to many jobs at once: raiseall and killall of the service job-manager. */
final class BulkControl {
  private static final long ANY_USER = 0xffff_ffffL;

  private final Jobs jobs;
  private final JobFlow flow;
  private final JobExec exec;

  BulkControl(Jobs jobs, JobFlow flow, JobExec exec) {
    this.jobs = jobs;
    this.flow = flow;
    this.exec = exec;
  }

  void raiseAll(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    boolean dryRun = payload.requiredFlag("dry_run");
    long userid = userid(payload);
    int states = payload.integer("states");
    int severity = payload.integer("severity");
    String type = payload.text("type");
    String note = payload.text("note", "");
    exchange.authorize(userid, "guests can only raise exceptions on their own jobs");
    JobManager.checkException(exchange, type, severity);
    List<EmbeddedJob> selected = select(userid, states & JobState.ACTIVE);
    if (!dryRun) {
      JobProblem problem = new JobProblem(type, severity, note, OptionalInt.empty());
      selected.forEach(job -> flow.raise(job, problem, Signals.TERM));
    }
    answer(exchange, selected);
  }

  void killAll(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    boolean dryRun = payload.requiredFlag("dry_run");
    long userid = userid(payload);
    int signum = payload.integer("signum");
    exchange.authorize(userid, "guests can only kill their own jobs");
    JobManager.checkSignal(exchange, signum);
    List<EmbeddedJob> selected = select(userid, JobState.RUNNING);
    if (!dryRun) {
      selected.forEach(job -> exec.signal(job, signum));
    }
    answer(exchange, selected);
  }

  /** The service reads an int, in which "any" is -1. */
  private static long userid(Payload payload) {
    return payload.integer("userid") & ANY_USER;
  }

  private List<EmbeddedJob> select(long userid, int states) {
    return jobs.all().stream()
        .filter(job -> job.in(states))
        .filter(job -> userid == ANY_USER || userid == job.submitted().userid())
        .toList();
  }

  private static void answer(Exchange exchange, List<EmbeddedJob> selected) {
    exchange.respond("{\"count\":" + selected.size() + ",\"errors\":0}");
  }
}
