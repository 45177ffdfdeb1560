package org.fluxjvm.scheduler.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.schedule.ScheduledJob;

/** The jobs of a schedule, and whose run a run is. */
final class Roster {
  private final List<ScheduledJob> jobs;
  private final Map<String, ScheduledJob> byName;

  Roster(List<ScheduledJob> jobs) {
    this.jobs = List.copyOf(jobs);
    this.byName = jobs.stream().collect(Collectors.toMap(ScheduledJob::name, Function.identity()));
  }

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
