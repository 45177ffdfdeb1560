package org.fluxjvm.scheduler.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Placement;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads runs from a ledger, and their jobs from Flux where that can be reached. */
public final class LedgerReading implements RunReading {
  private final String scheduler;
  private final RunHistory history;
  private final Function<Placement, Optional<Flux>> flux;
  private final Function<RunRecord, Optional<String>> waiting;
  private final RunNames names;

  /**
   * A reader of a scheduler's runs.
   *
   * @param scheduler the scheduler's name
   * @param history its ledger
   * @param flux where the job of a run is; empty if that cannot be reached
   * @param waiting why a run waits, if it does and somebody knows
   */
  public LedgerReading(
      String scheduler,
      RunHistory history,
      Function<Placement, Optional<Flux>> flux,
      Function<RunRecord, Optional<String>> waiting) {
    this.scheduler = scheduler;
    this.history = history;
    this.flux = flux;
    this.waiting = waiting;
    this.names = new RunNames(scheduler, history);
  }

  @Override
  public List<RunView> runs(RunFilter filter) {
    RunQuery query =
        new RunQuery(
            scheduler, filter.job().map(JobNames::qualified), filter.states(), filter.limit());
    return history.runs(query).stream()
        .map(run -> RunViews.of(run, RunViews.placement(run), waiting.apply(run)))
        .toList();
  }

  @Override
  public RunDetails show(String run, boolean environment) {
    RunReport report = names.find(run);
    List<RunDetails.Entry> timeline = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Optional<JsonNode> jobspec = Optional.empty();
    for (Asked asked : ask(report)) {
      Attempt attempt = asked.submission().attempt();
      asked
          .submission()
          .reached()
          .forEach((word, time) -> timeline.add(reached(attempt, word, time)));
      if (asked.files().isPresent()) {
        try {
          PlacedJob.Files files = asked.files().get().join();
          files.events().forEach(event -> timeline.add(happened(attempt, event)));
          jobspec = Optional.of(Secrets.mask(files.jobspec().toTree(), environment));
        } catch (CompletionException e) {
          missing.add(reason(e));
        }
      }
    }
    timeline.sort(Comparator.comparing(RunDetails.Entry::time));
    RunView view = RunViews.of(report.run(), latest(report), waiting.apply(report.run()));
    List<RunDetails.Submission> submissions =
        report.submissions().stream().map(RunViews::submission).toList();
    return new RunDetails(view, submissions, timeline, jobspec, missing);
  }

  /** A submission, and what Flux was asked about its job, if it had one. */
  private record Asked(
      RunReport.Submission submission, Optional<CompletableFuture<PlacedJob.Files>> files) {}

  /** All at once: they are waited for together, however many there are. */
  private List<Asked> ask(RunReport report) {
    return report.submissions().stream()
        .map(one -> new Asked(one, one.placement().map(placement -> files(report, placement))))
        .toList();
  }

  private CompletableFuture<PlacedJob.Files> files(RunReport report, Placement placement) {
    try {
      return job(report, placement).files();
    } catch (ControlException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String reason(CompletionException e) {
    return String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
  }

  private static RunDetails.Entry reached(Attempt attempt, String word, Instant time) {
    return new RunDetails.Entry(
        time,
        RunDetails.Source.LEDGER,
        attempt.number(),
        attempt.submission(),
        word,
        JsonNodeFactory.instance.objectNode());
  }

  private static RunDetails.Entry happened(Attempt attempt, JobEvent event) {
    return new RunDetails.Entry(
        event.time(),
        RunDetails.Source.FLUX,
        attempt.number(),
        attempt.submission(),
        event.name(),
        event.context());
  }

  @Override
  public CompletableFuture<Void> logs(String run, boolean follow, Consumer<LogLine> sink) {
    RunReport report = names.find(run);
    Placement placement =
        latest(report)
            .orElseThrow(
                () ->
                    new ControlException(
                        "run " + report.run().key().id() + " has no job, and no output"));
    return job(report, placement).logs(follow, sink);
  }

  private PlacedJob job(RunReport report, Placement placement) {
    Flux instance =
        flux.apply(placement)
            .orElseThrow(
                () ->
                    new ControlException(
                        "the instance of job %s is out of reach: %s"
                            .formatted(placement.job().f58plain(), placement.uri())));
    return new PlacedJob(instance, placement, report.run().key());
  }

  private static Optional<Placement> latest(RunReport report) {
    return report.submissions().reversed().stream()
        .flatMap(submission -> submission.placement().stream())
        .findFirst();
  }
}
