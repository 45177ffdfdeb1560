package org.fluxjvm.metrics;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.fluxjvm.job.JobState;

/**
 * What is under way in each queue and state, by the time since when it is there, so that a scrape
 * finds the oldest without looking at all. Safe from any thread.
 *
 * @param <K> what tells one from another
 */
public final class InFlight<K> {
  private static final Comparator<Place> OLDEST_FIRST =
      Comparator.comparingDouble(Place::since).thenComparingLong(Place::turn);

  private final Map<K, Place> places = new HashMap<>();
  private final Map<Cell, NavigableSet<Place>> cells = new HashMap<>();
  private long turns;

  private record Cell(String queue, JobState state) {}

  private record Place(Cell cell, double since, long turn) {}

  /** Nothing is under way. */
  public InFlight() {}

  /**
   * Notes that one is in a state, and no longer where it was.
   *
   * @param id which
   * @param queue the value of its tag
   * @param state the state
   * @param since when it came there, in seconds since the epoch
   */
  public synchronized void enter(K id, String queue, JobState state, double since) {
    leave(id);
    Place place = new Place(new Cell(queue, state), since, turns++);
    places.put(id, place);
    cells.computeIfAbsent(place.cell(), cell -> new TreeSet<>(OLDEST_FIRST)).add(place);
  }

  /**
   * Notes that one is under way no longer.
   *
   * @param id which; one that is not known is passed over
   */
  public synchronized void leave(K id) {
    Place place = places.remove(id);
    if (place != null) {
      in(place.cell()).remove(place);
    }
  }

  synchronized void clear() {
    places.clear();
    cells.clear();
  }

  /**
   * How many there are.
   *
   * @param queue the value of their tag
   * @param state their state
   * @return a number
   */
  public synchronized int count(String queue, JobState state) {
    return in(new Cell(queue, state)).size();
  }

  /**
   * How long the oldest has been there.
   *
   * @param queue the value of its tag
   * @param state its state
   * @param now the time, in seconds since the epoch
   * @return seconds, 0 if there is none
   */
  public synchronized double oldestAge(String queue, JobState state, double now) {
    NavigableSet<Place> there = in(new Cell(queue, state));
    return there.isEmpty() ? 0 : Math.max(0, now - there.first().since());
  }

  private NavigableSet<Place> in(Cell cell) {
    return cells.getOrDefault(cell, new TreeSet<>(OLDEST_FIRST));
  }
}
