package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which events of the journal were told, so that a journal that is asked for again tells each once,
 * and what is missing is known.
 *
 * <p>Of each active job it keeps how far it was told; of the inactive ones only when the last of
 * them ended. Used on the event loop only.
 */
final class JournalLedger {
  private static final String FIRST = "submit";

  /** The events by which a job ends; the second one was not accepted. */
  private static final Set<String> LAST = Set.of("clean", "invalidate");

  /** What it has to be told of every job. */
  static final Set<String> NEEDED = Set.of(FIRST, "clean", "invalidate");

  /** These need not be in the log that a journal begins with. */
  private static final Set<String> UNCOMMITTED = Set.of("annotations", "memo");

  private static final class Told {
    final long id;
    final Progress progress = new Progress();
    double latest;
    int round;

    Told(long id) {
      this.id = id;
    }
  }

  private final LongTable<Told> active = new LongTable<>();
  private final List<JobId> gaps = new ArrayList<>();
  private double latest;
  private double lastEnd;
  private double latestBefore;
  private double lastEndBefore;
  private int round;

  /** A journal begins, also after a lost broker; its past comes first. */
  void begin() {
    round++;
    latestBefore = latest;
    lastEndBefore = lastEnd;
    gaps.clear();
  }

  /** The time of the latest event, 0 if there was none. */
  double latest() {
    return latest;
  }

  /** Jobs that ended before this time were not asked for. */
  void skipUntil(double time) {
    lastEnd = Math.max(lastEnd, time);
  }

  /** Takes all that the past has of one job, and returns what was not told yet. */
  List<JournalEvent> past(JournalBatch batch) {
    Told job = active.get(batch.id());
    List<JournalEvent> events = batch.events();
    if (job != null) {
      return goOn(job, events);
    }
    if (isOver(batch)) {
      return List.of();
    }
    if (events.isEmpty() || events.getFirst().event().timestamp() > latestBefore) {
      events.forEach(this::live);
      Told fresh = active.get(batch.id());
      if (fresh != null) {
        fresh.round = round;
      }
      return events;
    }
    gaps.add(JobId.of(batch.id()));
    return List.of();
  }

  /**
   * Whether a job of the past had ended when the broker was lost, or before a journal of active
   * jobs began: there is nothing of it to tell, and nothing can be missing.
   */
  boolean isOver(JournalBatch batch) {
    List<JournalEvent> events = batch.events();
    if (events.isEmpty() || active.get(batch.id()) != null) {
      return false;
    }
    JobEvent last = events.getLast().event();
    return LAST.contains(last.name()) && last.timestamp() <= lastEndBefore;
  }

  private List<JournalEvent> goOn(Told job, List<JournalEvent> events) {
    job.round = round;
    job.progress.rewind();
    double told = job.latest;
    List<JournalEvent> fresh = new ArrayList<>();
    for (JournalEvent event : events) {
      switch (step(job, event.event(), told)) {
        case KNOWN -> {}
        case NEXT -> fresh.add(event);
        case FOREIGN -> {
          missing(job);
          return List.of();
        }
      }
    }
    if (!job.progress.hasCaughtUp()) {
      missing(job);
      return List.of();
    }
    return fresh;
  }

  private Progress.Step step(Told job, JobEvent event, double told) {
    boolean isLate = event.timestamp() > told;
    note(job, event);
    if (UNCOMMITTED.contains(event.name())) {
      return isLate ? Progress.Step.NEXT : Progress.Step.KNOWN;
    }
    return job.progress.step(event);
  }

  /** Takes an event as it happens. */
  void live(JournalEvent happened) {
    JobEvent event = happened.event();
    long id = happened.id().value();
    Told job = active.get(id);
    if (job == null) {
      job = new Told(id);
      job.round = round;
      active.put(id, job);
    }
    if (!UNCOMMITTED.contains(event.name())) {
      job.progress.step(event);
    }
    note(job, event);
  }

  private void note(Told job, JobEvent event) {
    job.latest = Math.max(job.latest, event.timestamp());
    latest = Math.max(latest, event.timestamp());
    if (LAST.contains(event.name())) {
      lastEnd = Math.max(lastEnd, event.timestamp());
      active.remove(job.id);
    }
  }

  private void missing(Told job) {
    active.remove(job.id);
    gaps.add(JobId.of(job.id));
  }

  /** All of the past has come: the jobs of which events may be missing. */
  List<JobId> endOfPast() {
    active.forEach(
        job -> {
          if (job.round != round) {
            missing(job);
          }
        });
    return List.copyOf(gaps);
  }
}
