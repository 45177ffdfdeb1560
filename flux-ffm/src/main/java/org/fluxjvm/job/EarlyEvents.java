package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that came before the response to the submission that they belong to.
 *
 * <p>An event of an unknown id is kept only as long as a submission is outstanding that was so when
 * the event came. To know that, what is kept is of two generations: the older one goes when all
 * submissions have been answered that were outstanding when the younger one began.
 */
final class EarlyEvents {
  private final int limit;
  private Map<Long, List<JobEvent>> older = new HashMap<>();
  private Map<Long, List<JobEvent>> younger = new HashMap<>();
  private int kept;
  private boolean olderIncomplete;
  private boolean youngerIncomplete;

  private long lastTicket;
  private long lastOlderTicket;
  private int outstandingOlder;
  private int outstandingYounger;

  /**
   * Starts with nothing.
   *
   * @param limit how many events to keep at most
   */
  EarlyEvents(int limit) {
    this.limit = limit;
  }

  /** A submission is going to be sent; its ticket is for {@link #answered}. */
  synchronized long sent() {
    outstandingYounger++;
    return ++lastTicket;
  }

  synchronized boolean areWanted() {
    return outstandingOlder + outstandingYounger > 0;
  }

  synchronized void keep(long id, JobEvent event) {
    if (kept >= limit) {
      youngerIncomplete = true;
    } else {
      kept++;
      younger.computeIfAbsent(id, _ -> new ArrayList<>(2)).add(event);
    }
  }

  /** What has come of a job whose id is now known, in order. */
  synchronized List<JobEvent> take(long id) {
    List<JobEvent> first = take(older, id);
    List<JobEvent> second = take(younger, id);
    if (first.isEmpty()) {
      return second;
    }
    first.addAll(second);
    return first;
  }

  private List<JobEvent> take(Map<Long, List<JobEvent>> events, long id) {
    if (events.isEmpty()) {
      return List.of();
    }
    List<JobEvent> taken = events.remove(id);
    if (taken == null) {
      return List.of();
    }
    kept -= taken.size();
    return taken;
  }

  /** Whether nothing had to be dropped since the oldest outstanding submission was sent. */
  synchronized boolean areComplete() {
    return !olderIncomplete && !youngerIncomplete;
  }

  /** A submission was answered, or never will be. */
  synchronized void answered(long ticket) {
    if (ticket <= lastOlderTicket) {
      outstandingOlder--;
    } else {
      outstandingYounger--;
    }
    if (outstandingOlder == 0) {
      startGeneration();
    }
  }

  private void startGeneration() {
    older.values().forEach(events -> kept -= events.size());
    older.clear();
    Map<Long, List<JobEvent>> emptied = older;
    older = younger;
    younger = emptied;
    olderIncomplete = youngerIncomplete;
    youngerIncomplete = false;
    lastOlderTicket = lastTicket;
    outstandingOlder = outstandingYounger;
    outstandingYounger = 0;
    if (outstandingOlder == 0) {
      older.clear();
      kept = 0;
      olderIncomplete = false;
    }
  }
}
