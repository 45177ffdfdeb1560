package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fluxjvm.scheduler.reload.ScheduleChange;
import org.fluxjvm.scheduler.reload.ScheduleInstaller;
import org.fluxjvm.scheduler.reload.ScheduleInstaller.Installed;
import org.fluxjvm.scheduler.reload.ScheduleWatch;
import org.fluxjvm.scheduler.schedule.Problem;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduleFileException;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.quartz.SchedulerException;

/** Takes up the schedule file of a session, when it begins and whenever the file changes. */
final class Reload implements ScheduleWatch.Listener {
  private static final String UNCHANGED = "the schedule stays as it was";

  private final ScheduleInstaller installer;
  private final Roster roster;
  private final boolean embedded;
  private final Consumer<String> say;
  private final Runnable whenTaken;

  /** {@code whenTaken} is called after each change: there may be nothing left to fire. */
  Reload(
      ScheduleInstaller installer,
      Roster roster,
      boolean embedded,
      Consumer<String> say,
      Runnable whenTaken) {
    this.installer = installer;
    this.roster = roster;
    this.embedded = embedded;
    this.say = say;
    this.whenTaken = whenTaken;
  }

  /** Waits by the machine's own time. */
  static CompletableFuture<Void> after(Duration pause) {
    return new CompletableFuture<Void>()
        .completeOnTimeout(null, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Installs the jobs; what was there before is not told. */
  ScheduleChange install(List<ScheduledJob> jobs) throws SchedulerException {
    roster.update(jobs);
    Installed installed = installer.install(jobs);
    installed.neverFiring().forEach(name -> say.accept(name + " never fires"));
    return installed.change();
  }

  @Override
  public void onChanged(ScheduleFile file) throws SchedulerException {
    if (embedded && !file.refusedByEmbedded().isEmpty()) {
      refuse(file.refusedByEmbedded());
      return;
    }
    ScheduleChange change = install(file.jobs());
    if (!change.isEmpty()) {
      file.warnings().forEach(warning -> say.accept(Schedules.line(warning)));
      say.accept(file.file().getFileName() + ": " + change);
      whenTaken.run();
    }
  }

  @Override
  public void onBroken(ScheduleFileException mistakes) {
    refuse(mistakes.problems());
  }

  private void refuse(List<Problem> problems) {
    problems.forEach(problem -> say.accept(Schedules.line(problem)));
    say.accept(UNCHANGED);
  }

  @Override
  public void onFailed(Exception failure) {
    say.accept(
        "the changed schedule is not taken up yet: "
            + Printable.line(String.valueOf(failure.getMessage())));
  }
}
