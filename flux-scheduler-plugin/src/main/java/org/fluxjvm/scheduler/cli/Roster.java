package org.fluxjvm.scheduler.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.schedule.ScheduledJob;

/** The jobs of a schedule, and whose run a run is. */
final class Roster {
  private final Map<String, ScheduledJob> byName = new ConcurrentHashMap<>();
  private volatile List<ScheduledJob> jobs = List.of();

  Roster(List<ScheduledJob> jobs) {
    update(jobs);
  }

  /** Takes over the jobs as they are now. Those that are gone stay known: they may still run. */
  void update(List<ScheduledJob> now) {
    Map<String, ScheduledJob> all = new LinkedHashMap<>();
    now.forEach(job -> all.put(job.name(), job));
    jobs.forEach(job -> all.putIfAbsent(job.name(), job));
    byName.putAll(all);
    jobs = List.copyOf(all.values());
  }

  /** In the order of the file, those that are gone at the end. */
  List<ScheduledJob> jobs() {
    return jobs;
  }

  /** The Flux job has the name of the scheduled one. */
  ScheduledJob job(Run run) {
    String name = run.jobspec().name().orElse("");
    ScheduledJob job = byName.get(name);
    if (job == null) {
      throw new IllegalStateException(run + ": no job of the schedule is named " + name);
    }
    return job;
  }

  /** The columns that the longest name takes. */
  int nameWidth() {
    return jobs.stream().mapToInt(job -> DisplayWidth.of(job.name())).max().orElse(0);
  }
}
