package org.fluxjvm.scheduler.schedule;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxjvm.job.BatchBuilder;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecBuilder;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.jobspec.Templates;

/**
 * Makes jobspecs of scheduled jobs. The Flux job has the name of the scheduled one; what a person
 * wrote in {@code {{...}}} is left to {@link Templates} and to Flux.
 */
public final class Jobspecs {
  private final Map<String, String> environment;
  private final Path directory;

  /**
   * A maker for jobs that start out as the scheduler did.
   *
   * @param environment the environment that a job's {@code env} is set over
   * @param directory the absolute working directory of jobs without {@code cwd}
   */
  public Jobspecs(Map<String, String> environment, Path directory) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
  }

  /**
   * Makes the jobspec of a job. The urgency is not in it: it goes with the submission.
   *
   * @param job the job
   * @return its jobspec
   */
  public Jobspec of(ScheduledJob job) {
    return switch (job.work()) {
      case Work.Command work ->
          with(work.attributes(), command(JobspecV1.fromCommand(work.command()), work.resources()))
              .name(job.name())
              .build();
      case Work.Script work ->
          with(
                  work.attributes(),
                  slots(JobspecV1.fromBatchCommand(work.script(), job.name()), work.resources()))
              .build();
      case Work.JobspecFile work -> work.jobspec().toBuilder().name(job.name()).build();
    };
  }

  private static CommandBuilder command(CommandBuilder builder, Resources resources) {
    resources.nodes().ifPresent(builder::numNodes);
    return builder
        .numTasks(resources.tasks())
        .coresPerTask(resources.cores())
        .gpusPerTask(resources.gpus())
        .exclusive(resources.exclusive());
  }

  private static BatchBuilder slots(BatchBuilder builder, Resources resources) {
    resources.nodes().ifPresent(builder::numNodes);
    return builder
        .numSlots(resources.tasks())
        .coresPerSlot(resources.cores())
        .gpusPerSlot(resources.gpus())
        .exclusive(resources.exclusive());
  }

  private <B extends JobspecBuilder<B>> B with(Attributes attributes, B builder) {
    builder.duration(attributes.duration());
    attributes.queue().ifPresent(builder::queue);
    attributes.bank().ifPresent(builder::bank);
    builder.cwd(attributes.cwd().orElse(directory.toString()));
    attributes.stdin().ifPresent(builder::input);
    attributes.stdout().ifPresent(builder::output);
    attributes.stderr().ifPresent(builder::error);
    attributes.dependencies().forEach(builder::dependency);
    attributes.constraints().ifPresent(builder::constraint);
    return environment(attributes.env(), builder);
  }

  /** As flux-submit(1) does, a variable with a template of Flux is for the job shell to set. */
  private <B extends JobspecBuilder<B>> B environment(Map<String, String> env, B builder) {
    Map<String, String> plain = new LinkedHashMap<>(environment);
    Map<String, String> templates = new LinkedHashMap<>();
    env.forEach(
        (name, value) -> {
          plain.remove(name);
          (Templates.leavesToFlux(value) ? templates : plain).put(name, value);
        });
    if (!templates.isEmpty()) {
      builder.envExpand(templates);
    }
    return builder.environment(plain);
  }
}
