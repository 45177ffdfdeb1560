package org.fluxjvm.scheduler.schedule;

import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.scheduler.RetryPolicy;
import org.yaml.snakeyaml.error.Mark;

/** Makes a job of its settings and the defaults. */
final class JobReader {
  /** Flux's own default. */
  private static final int URGENCY = 16;

  private final Mark job;
  private final Settings own;
  private final Settings defaults;
  private final Problems problems;
  private final CronWarnings warnings;

  JobReader(Mark job, Settings own, Settings defaults, Problems problems, CronWarnings warnings) {
    this.job = job;
    this.own = own;
    this.defaults = defaults;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** The job, if all that it needs is there and right. */
  Optional<ScheduledJob> read() {
    Settings settings = own.over(defaults);
    if (!own.has(Key.NAME)) {
      problems.error(job, "the job has no `name`; a unique one is required");
    }
    Optional<Firing> firing = new FiringReader(job, own, settings, problems, warnings).read();
    Optional<Work> work = new WorkReader(job, own, settings, problems).read();
    return own.get(Key.NAME)
        .flatMap(
            name ->
                firing.flatMap(when -> work.map(what -> scheduled(name, when, what, settings))));
  }

  private static ScheduledJob scheduled(String name, Firing firing, Work work, Settings settings) {
    return new ScheduledJob(
        name,
        firing,
        settings.get(Key.MISFIRE).orElse(Misfire.FIRE_ONCE),
        work,
        settings.get(Key.URGENCY).orElse(URGENCY),
        settings.get(Key.EXPECT).orElse(Expect.COMPLETED),
        new JobPolicy(
            settings.get(Key.RETRY).orElse(RetryPolicy.NONE),
            settings.get(Key.IDEMPOTENT).orElse(false),
            settings.get(Key.CONCURRENCY).map(OptionalInt::of).orElse(OptionalInt.empty())));
  }
}
