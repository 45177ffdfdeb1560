package org.fluxjvm.it.crash;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxjvm.it.Broker;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport;
import org.fluxjvm.scheduler.RunReport.Submission;
import org.fluxjvm.scheduler.RunState;

/** Which runs nobody can tell the end of: those that were out on a broker when it was killed. */
final class KilledBrokers {
  private final Set<String> instances = new HashSet<>();
  private final Set<String> over = new HashSet<>();

  /** Kills one; what is over by then is no longer in doubt, whatever is killed later. */
  void kill(Broker broker, List<RunRecord> before) {
    instances.add(broker.uuid());
    before.stream()
        .filter(run -> run.state() instanceof RunState.Done)
        .forEach(run -> over.add(run.key().id()));
    broker.kill();
  }

  int count() {
    return instances.size();
  }

  /** Whether the last job of a run was released, on a broker that was killed before its end. */
  boolean leaveInDoubt(RunReport report) {
    Submission last = report.submissions().getLast();
    return !over.contains(report.run().key().id())
        && last.placement().filter(job -> instances.contains(job.instance())).isPresent()
        && (last.reached().containsKey("RELEASING") || last.reached().containsKey("RELEASED"));
  }
}
