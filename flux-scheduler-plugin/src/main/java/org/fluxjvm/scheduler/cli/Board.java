package org.fluxjvm.scheduler.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunListener;
import org.fluxjvm.scheduler.RunResult;
import org.jspecify.annotations.Nullable;

/** What is known of each job of a schedule at this moment. */
final class Board implements RunListener {
  /**
   * A job at one moment.
   *
   * @param name the job
   * @param fires how often it has fired
   * @param active how many of its runs are under way
   * @param unexpected how many of its runs ended as they should not
   * @param id the Flux job of its latest run
   * @param state the state or the result of that run, in a word; empty if it has not fired
   * @param tone what that state is to the reader
   * @param started when that run began
   * @param ended when it ended
   */
  record Row(
      String name,
      int fires,
      int active,
      int unexpected,
      Optional<JobId> id,
      String state,
      Tone tone,
      Optional<Instant> started,
      Optional<Instant> ended) {}

  private static final class Entry {
    private int fires;
    private int unexpected;
    private final Set<Run> active = new LinkedHashSet<>();
    private @Nullable Run latest;
    private String state = "";
    private Tone tone = Tone.PLAIN;
    private @Nullable Instant ended;
  }

  private final Roster roster;
  private final EndLines ends;
  private final InstantSource clock;
  private final Progress progress = new Progress();
  private final Map<String, Entry> entries = new HashMap<>();

  Board(Roster roster, EndLines ends, InstantSource clock) {
    this.roster = roster;
    this.ends = ends;
    this.clock = clock;
    roster.jobs().forEach(job -> entries.put(job.name(), new Entry()));
  }

  @Override
  public synchronized void onStarted(Run run) {
    Entry entry = entry(run);
    entry.fires++;
    entry.active.add(run);
    entry.latest = run;
    entry.ended = null;
    show(entry, "fired", Tone.BUSY);
  }

  @Override
  public synchronized void onEvent(Run run, JobEvent event) {
    Entry entry = entry(run);
    Optional<JobState> reached = progress.after(run, event);
    if (entry.latest == run && reached.isPresent()) {
      show(entry, reached.get().name().toLowerCase(Locale.ROOT), Tone.BUSY);
    }
  }

  @Override
  public synchronized void onRepeated(Run run, Attempt next, String reason) {
    progress.forget(run);
    Entry entry = entry(run);
    if (entry.latest == run) {
      show(entry, "again", Tone.BUSY);
    }
  }

  @Override
  public synchronized void onFinished(Run run, RunResult result) {
    Entry entry = entry(run);
    entry.active.remove(run);
    progress.forget(run);
    Verdict verdict = ends.verdict(run, result);
    if (verdict == Verdict.UNEXPECTED) {
      entry.unexpected++;
    }
    if (entry.latest == run) {
      entry.ended = clock.instant();
      show(entry, result.word(), verdict.tone());
    }
  }

  private Entry entry(Run run) {
    return entries.computeIfAbsent(roster.job(run).name(), name -> new Entry());
  }

  private static void show(Entry entry, String state, Tone tone) {
    entry.state = state;
    entry.tone = tone;
  }

  /** The jobs as they are now, in the order of the file. */
  synchronized List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Roster.Job job : roster.jobs()) {
      rows.add(row(job.name(), entries.getOrDefault(job.name(), new Entry())));
    }
    return rows;
  }

  private static Row row(String name, Entry entry) {
    Optional<Run> latest = Optional.ofNullable(entry.latest);
    return new Row(
        name,
        entry.fires,
        entry.active.size(),
        entry.unexpected,
        latest.flatMap(Run::jobId),
        entry.state,
        entry.tone,
        latest.map(Run::started),
        Optional.ofNullable(entry.ended));
  }
}
