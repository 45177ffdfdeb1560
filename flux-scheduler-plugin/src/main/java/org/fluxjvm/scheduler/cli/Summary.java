package org.fluxjvm.scheduler.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunListener;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.schedule.Expect;

/** Counts how the runs of a schedule end. */
final class Summary implements RunListener {
  private final Roster roster;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Set<Run> stopped = ConcurrentHashMap.newKeySet();

  Summary(Roster roster) {
    this.roster = roster;
    roster.jobs().forEach(job -> tallies.put(job.name(), new Tally()));
  }

  @Override
  public synchronized void onStarted(Run run) {
    tally(roster.job(run)).fired();
  }

  @Override
  public synchronized void onFinished(Run run, RunResult result) {
    Roster.Job job = roster.job(run);
    tally(job).ended(result, verdict(run, job.expect(), result));
  }

  /** Counts a firing that came to no run. */
  synchronized void failedToStart(String job) {
    Tally tally = tallies.computeIfAbsent(job, name -> new Tally());
    tally.fired();
    tally.failedToStart();
  }

  private Tally tally(Roster.Job job) {
    return tallies.computeIfAbsent(job.name(), name -> new Tally());
  }

  /** Notes that a run is about to be canceled for no fault of its own. */
  void stopping(Run run) {
    stopped.add(run);
  }

  Verdict verdict(Run run, Expect expect, RunResult result) {
    return stopped.contains(run) && !result.isSuccess()
        ? Verdict.STOPPED
        : Verdict.of(expect, result);
  }

  synchronized int count(Verdict verdict) {
    return sum(tally -> tally.count(verdict));
  }

  synchronized int fires() {
    return sum(Tally::fires);
  }

  private int sum(ToIntFunction<Tally> number) {
    return tallies.values().stream().mapToInt(number).sum();
  }

  /** The table that a program ends with. */
  synchronized List<String> lines(int width, Style style) {
    return new SummaryTable(roster.jobs(), tallies, style).lines(width);
  }

  /** In one line. */
  String verdict() {
    int unexpected = count(Verdict.UNEXPECTED);
    int stopped = count(Verdict.STOPPED);
    String runs = Plural.of(fires(), "run");
    String text =
        unexpected == 0
            ? runs + ", all as expected"
            : runs + ", " + unexpected + " not as expected";
    return stopped == 0 ? text : text + ", " + stopped + " canceled at the end";
  }
}
