package org.fluxjvm.scheduler.cli;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.Controls;
import org.fluxjvm.scheduler.control.JobNames;
import org.fluxjvm.scheduler.control.JobView;
import org.fluxjvm.scheduler.control.LedgerReading;
import org.fluxjvm.scheduler.control.LogLine;
import org.fluxjvm.scheduler.control.Resolution;
import org.fluxjvm.scheduler.control.RunDetails;
import org.fluxjvm.scheduler.control.RunFilter;
import org.fluxjvm.scheduler.control.RunNames;
import org.fluxjvm.scheduler.control.RunView;
import org.fluxjvm.scheduler.control.StopMode;

/** Does what the users of a scheduler that runs ask for. */
final class Desk implements Controls {
  private final String scheduler;
  private final Engine engine;
  private final Flux flux;
  private final Stop stop;
  private final InstantSource clock;
  private final RunNames names;
  private final JobDesk jobs;

  Desk(Engine engine, Flux flux, Stop stop, InstantSource clock) {
    this.scheduler = engine.name();
    this.engine = engine;
    this.flux = flux;
    this.stop = stop;
    this.clock = clock;
    this.names = new RunNames(scheduler, engine.history());
    this.jobs = new JobDesk(scheduler, engine.scheduler());
  }

  @Override
  public List<RunView> runs(RunFilter filter) {
    return reading().runs(filter);
  }

  @Override
  public List<JobView> jobs() {
    return new JobList(engine.scheduler(), engine.ledger().open(scheduler)).views();
  }

  @Override
  public RunDetails show(String run, boolean environment) {
    return reading().show(run, environment);
  }

  @Override
  public CompletableFuture<Void> logs(String run, boolean follow, Consumer<LogLine> sink) {
    return reading().logs(run, follow, sink);
  }

  private LedgerReading reading() {
    Map<RunKey, Run> active = new HashMap<>();
    engine.scheduling().executor().active().forEach(run -> active.put(run.key(), run));
    Function<RunRecord, Optional<String>> waiting =
        run -> Waits.reason(run, Optional.ofNullable(active.get(run.key())));
    return new LedgerReading(scheduler, engine.history(), placement -> Optional.of(flux), waiting);
  }

  @Override
  public String cancel(String run, String reason) {
    RunRecord found = names.find(run).run();
    RunRecord _ =
        engine
            .scheduling()
            .executor()
            .cancel(found.key(), reason)
            .orElseThrow(() -> new ControlException(name(found) + " is over"));
    return name(found) + " is being canceled";
  }

  @Override
  public String retry(String run) {
    RunRecord found = names.find(run).run();
    return switch (found.state()) {
      case RunState.Open open -> throw new ControlException(name(found) + " is under way");
      case RunState.Uncertain uncertain ->
          throw new ControlException(
              name(found)
                  + " is uncertain: its job may have run. Find out, then resolve it: resolve "
                  + found.key().id()
                  + " --as completed|failed|rerun");
      case RunState.Closed closed -> reopen(found);
    };
  }

  @Override
  public String resolve(String run, Resolution as) {
    RunRecord found = names.find(run).run();
    if (!(found.state() instanceof RunState.Uncertain)) {
      throw new ControlException(name(found) + " is not uncertain: there is nothing to resolve");
    }
    return switch (as) {
      case RERUN -> reopen(found);
      case COMPLETED -> settle(found, RunEnd.Outcome.COMPLETED);
      case FAILED -> settle(found, RunEnd.Outcome.FAILED);
    };
  }

  private String settle(RunRecord run, RunEnd.Outcome outcome) {
    RunEnd end = new RunEnd(outcome, OptionalInt.empty(), "settled by a person");
    RunRecord _ =
        engine
            .ledger()
            .resolve(run.key(), end, jobs.successors(run, end))
            .orElseThrow(() -> changed(run));
    engine.scheduling().sweep();
    return name(run) + " is settled as " + outcome.name().toLowerCase(Locale.ROOT);
  }

  private String reopen(RunRecord run) {
    if (!jobs.exists(run.job())) {
      throw new ControlException(name(run) + ": the schedule has no such job any more");
    }
    RunRecord _ = engine.ledger().reopen(run.key()).orElseThrow(() -> changed(run));
    engine.scheduling().sweep();
    return name(run) + " is run once more";
  }

  private static ControlException changed(RunRecord run) {
    return new ControlException(name(run) + " has just changed: look at it again");
  }

  @Override
  public String pause(String job) {
    return jobs.pause(job);
  }

  @Override
  public String resume(String job) {
    return jobs.resume(job);
  }

  @Override
  public String trigger(String job) {
    return jobs.trigger(job, clock.instant());
  }

  @Override
  public String stop(StopMode mode) {
    int active = engine.scheduling().executor().active().size();
    return switch (mode) {
      case DRAIN -> {
        stop.ask(Stop.How.DRAIN);
        yield "stopping, after " + Plural.of(active, "run");
      }
      case DETACH -> {
        if (Connection.isEmbedded(flux.uri())) {
          throw new ControlException(
              "the jobs of an embedded instance are processes of the scheduler, and end with it:"
                  + " stop --drain");
        }
        stop.ask(Stop.How.DETACH);
        yield "stopping; left running in Flux: " + Plural.of(active, "run");
      }
    };
  }

  private static String name(RunRecord run) {
    return "run " + run.key().id() + " of " + JobNames.shown(run.job());
  }
}
