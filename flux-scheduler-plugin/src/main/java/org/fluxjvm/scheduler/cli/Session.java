package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.Flux;
import org.fluxjvm.metrics.HostPort;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunListener;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.control.ControlServer;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.fluxjvm.scheduler.reload.ScheduleInstaller;
import org.fluxjvm.scheduler.reload.ScheduleWatch;
import org.fluxjvm.scheduler.schedule.Jobspecs;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.quartz.SchedulerException;

/** A schedule that runs on Flux, from its first fire until nothing of it is left. */
final class Session {
  /**
   * What to run, and how.
   *
   * @param title what it is, for the first line
   * @param jobs the jobs
   * @param file the file that has them, if changes of it are to be taken up
   * @param http where to show the metrics, if at all
   * @param grace how long to wait at the end for what runs
   * @param limit how long to fire
   * @param onSignal what becomes of what runs when a signal ends the program
   * @param commands where commands are taken, if at all
   */
  record Plan(
      String title,
      List<ScheduledJob> jobs,
      Optional<ScheduleFile> file,
      List<HostPort> http,
      Duration grace,
      Duration limit,
      Stop.How onSignal,
      Optional<StateDirectory> commands) {}

  /**
   * How it went.
   *
   * @param reason why it ended
   * @param fires how many runs there were
   * @param unexpected how many of them ended as they should not
   * @param stopped how many of them were canceled for the end
   * @param left how many of them have not ended
   */
  record Report(Stop.Reason reason, int fires, int unexpected, int stopped, int left) {}

  private static final List<String> ENDING = List.of("INT", "TERM", "HUP");

  private final Surroundings surroundings;
  private final LogLines log;
  private final Plan plan;
  private final Observed observed;
  private final Flux flux;
  private final Engine engine;
  private final RunExecutor executor;
  private final Stop stop = new Stop();
  private final Roster roster;
  private final Summary summary;

  Session(Surroundings surroundings, LogLines log, Plan plan, Observed observed, Engine engine) {
    this.surroundings = surroundings;
    this.log = log;
    this.plan = plan;
    this.observed = observed;
    this.flux = observed.flux();
    this.engine = engine;
    this.executor = engine.scheduling().executor();
    this.roster = new Roster(plan.jobs());
    this.summary = new Summary(roster);
  }

  /** Fires and waits, until no job fires again, the time is up or somebody wants the end. */
  Report run() {
    surroundings.out().println(plan.title() + " on " + Connection.describe(flux));
    try (Metered metered = Metered.at(plan.http(), engine.scheduler(), observed)) {
      metered.telemetry().ifPresent(this::tellWhere);
      return fire(new Firings(engine));
    } catch (SchedulerException e) {
      throw new Failure(Failure.FAILED, "Quartz: " + e.getMessage(), e);
    }
  }

  private void tellWhere(Telemetry telemetry) {
    surroundings.out().println("metrics at " + telemetry.url());
  }

  private Report fire(Firings firings) throws SchedulerException {
    Signals signals = Signals.handle(ENDING, () -> stop.signal(plan.onSignal()));
    try (Display display = display(firings)) {
      if (surroundings.hasScreen()) {
        log.to(display::say); // else it would be written over
      }
      executor.addListener(summary);
      executor.addListener(display);
      executor.addListener(endOfLast(firings));
      firings.onNoRun(
          (job, failure) -> {
            summary.failedToStart(job);
            display.say(
                job + " could not be run: " + Printable.line(String.valueOf(failure.getMessage())));
          });
      Reload reload = reload(firings, display);
      reload.install(plan.jobs());
      firings.start(() -> endIfIdle(firings));
      try (Commands _ = commands()) {
        Stop.Reason reason = awaitEnd(reload);
        new Closing(plan, engine, stop, summary, display, surroundings.style())
            .close(firings, reason);
        return report(reason);
      }
    } finally {
      firings.halt();
      log.to(surroundings.err()::println);
      tellSummary();
      signals.close();
    }
  }

  private Report report(Stop.Reason reason) {
    return new Report(
        reason,
        summary.fires(),
        summary.count(Verdict.UNEXPECTED),
        summary.count(Verdict.STOPPED),
        executor.active().size());
  }

  private Commands commands() {
    return new Commands(
        plan.commands()
            .map(
                place ->
                    ControlServer.start(
                        place, new Desk(engine, flux, stop, surroundings.clock()))));
  }

  private record Commands(Optional<ControlServer> server) implements AutoCloseable {
    @Override
    public void close() {
      server.ifPresent(ControlServer::close);
    }
  }

  private Display display(Firings firings) {
    Style style = surroundings.style();
    EndLines ends = new EndLines(roster, summary);
    return surroundings.hasScreen()
        ? new TableDisplay(
            surroundings.out(),
            style,
            surroundings.terminal(),
            surroundings.clock(),
            roster,
            ends,
            new BoardTable(style, firings::next))
        : new LineDisplay(surroundings.out(), style, surroundings.clock(), roster, ends);
  }

  private Reload reload(Firings firings, Display display) {
    Jobspecs jobspecs =
        new Jobspecs(DatabaseAccess.forJobs(surroundings.environment()), surroundings.directory());
    return new Reload(
        new ScheduleInstaller(firings.scheduler(), jobspecs, surroundings.clock()),
        roster,
        Connection.isEmbedded(flux.uri()),
        display::say,
        () -> endIfIdle(firings));
  }

  private Stop.Reason awaitEnd(Reload reload) {
    if (plan.file().isEmpty()) {
      return stop.await(plan.limit());
    }
    ScheduleWatch watch =
        new ScheduleWatch(plan.file().orElseThrow(), surroundings.clock(), Reload::after, reload);
    try (watch;
        Signals _ = onHangUp(watch)) {
      return stop.await(plan.limit());
    }
  }

  /** Somebody's way to have the file read at once; but who has lost his terminal wants the end. */
  private Signals onHangUp(ScheduleWatch watch) {
    boolean reload = surroundings.terminal().get().isEmpty();
    return Signals.handle(reload ? List.of("HUP") : List.of(), watch::lookNow);
  }

  private RunListener endOfLast(Firings firings) {
    return new RunListener() {
      @Override
      public void onFinished(Run run, RunResult result) {
        endIfIdle(firings);
      }
    };
  }

  private void endIfIdle(Firings firings) {
    if (executor.active().isEmpty() && firings.isExhausted() && !engine.hasMore()) {
      stop.exhausted();
    }
  }

  private void tellSummary() {
    surroundings.out().println();
    summary.lines(surroundings.width(), surroundings.style()).forEach(surroundings.out()::println);
    surroundings.out().println();
    surroundings.out().println(summary.verdict());
    for (Run run : executor.active()) {
      surroundings.err().println("flux-scheduler: " + run + " has not ended and was left alone");
    }
  }
}
