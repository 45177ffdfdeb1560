package org.fluxjvm.scheduler.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.control.JobNames;
import org.fluxjvm.scheduler.schedule.Expect;
import org.fluxjvm.scheduler.schedule.ScheduledJob;

/** The jobs of a schedule, and whose run a run is. */
final class Roster {
  /**
   * A job as those who watch it need it.
   *
   * @param name its name
   * @param expect how its runs should end
   */
  record Job(String name, Expect expect) {}

  private Map<String, Job> jobs = Map.of();

  Roster(List<ScheduledJob> jobs) {
    update(jobs);
  }

  /** Takes over the jobs as they are now. Those that are gone stay known: they may still run. */
  synchronized void update(List<ScheduledJob> now) {
    Map<String, Job> all = new LinkedHashMap<>();
    now.forEach(job -> all.put(job.name(), new Job(job.name(), job.expect())));
    jobs.forEach(all::putIfAbsent);
    jobs = all;
  }

  /** In the order of the file, those that are gone at the end. */
  synchronized List<Job> jobs() {
    return List.copyOf(jobs.values());
  }

  /** Whose run it is. An earlier start may have begun it, for a job that the file had then. */
  synchronized Job job(Run run) {
    return jobs.computeIfAbsent(
        JobNames.shown(run.request().job()), name -> new Job(name, Expect.COMPLETED));
  }

  /** The columns that the longest name takes. */
  int nameWidth() {
    return jobs().stream().mapToInt(job -> DisplayWidth.of(job.name())).max().orElse(0);
  }
}
