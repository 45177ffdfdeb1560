package org.fluxjvm.scheduler.quartz;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.jobspec.Fire;
import org.fluxjvm.scheduler.jobspec.JobspecKeys;
import org.fluxjvm.scheduler.jobspec.JobspecSource;
import org.fluxjvm.scheduler.jobspec.Templates;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** The jobspec of a firing, from wherever its job says it. */
final class FiringJobspec {
  private static final String ONE_OF =
      "one of "
          + FluxJob.JOBSPEC
          + ", "
          + FluxJob.SOURCE
          + ", flux.command, flux.script, flux.nest";

  private FiringJobspec() {}

  /**
   * The jobspec of a firing. Templates in it are filled in, unless code made it.
   *
   * @param context the firing
   * @param key its key
   * @return what to run
   * @throws JobExecutionException if the job does not say it, or says it wrong; it names the job
   */
  static Jobspec of(JobExecutionContext context, RunKey key) throws JobExecutionException {
    try {
      return read(context, fire(context, key));
    } catch (RuntimeException e) { // a source is anybody's code
      throw new JobExecutionException(context.getJobDetail().getKey() + ": " + reason(e), e);
    }
  }

  private static String reason(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static Jobspec read(JobExecutionContext context, Fire fire) {
    if (context.getJobInstance() instanceof JobspecSource source) {
      return made(source, fire);
    }
    Map<String, String> texts = texts(context.getMergedJobDataMap());
    List<String> given = given(texts);
    if (given.size() != 1) {
      throw new IllegalArgumentException(
          "the job data map must have %s as a text; it has %s"
              .formatted(ONE_OF, given.isEmpty() ? "none" : String.join(" and ", given)));
    }
    String json = texts.get(FluxJob.JOBSPEC);
    String source = texts.get(FluxJob.SOURCE);
    if (source != null) {
      return made(JobspecSources.create(source), fire);
    }
    return Templates.expand(
        json != null
            ? ParsedJobspecs.of(json, Jobspec::fromJson)
            : ParsedJobspecs.of(RunData.without(texts), JobspecKeys::read),
        fire);
  }

  private static List<String> given(Map<String, String> texts) {
    List<String> given = new ArrayList<>(JobspecKeys.programs(texts.keySet()));
    for (String key : List.of(FluxJob.JOBSPEC, FluxJob.SOURCE)) {
      if (texts.containsKey(key)) {
        given.add(key);
      }
    }
    return given;
  }

  private static Jobspec made(JobspecSource source, Fire fire) {
    @Nullable Jobspec jobspec = source.jobspec(fire);
    if (jobspec == null) {
      throw new IllegalStateException(source.getClass().getName() + " made no jobspec, but null");
    }
    return jobspec;
  }

  private static Fire fire(JobExecutionContext context, RunKey key) {
    Map<String, String> parameters = texts(context.getMergedJobDataMap());
    parameters.keySet().removeIf(name -> name.startsWith(JobspecKeys.PREFIX));
    return new Fire(
        key,
        context.getJobDetail().getKey().getName(),
        context.getFireTime().toInstant(),
        Optional.ofNullable(context.getPreviousFireTime()).map(Date::toInstant),
        parameters);
  }

  /** What is no text is for other readers of the data. */
  private static Map<String, String> texts(JobDataMap data) {
    Map<String, String> texts = new HashMap<>();
    for (String name : data.getKeys()) {
      if (data.get(name) instanceof String text) {
        texts.put(name, text);
      }
    }
    return texts;
  }
}
