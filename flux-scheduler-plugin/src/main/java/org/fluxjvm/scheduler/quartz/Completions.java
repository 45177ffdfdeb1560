package org.fluxjvm.scheduler.quartz;

import java.util.concurrent.Semaphore;
import org.quartz.JobDetail;
import org.quartz.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which completed firings of Flux jobs a store is told of, and how many at once. Each completion
 * takes a connection before it waits for the store's lock: a burst of them, as when one failed
 * dependency ends a thousand jobs, would leave none to the scheduler thread.
 */
final class Completions {
  /** Quartz' own pools have 10 connections; three are for its threads. */
  static final int DEFAULT = 7;

  private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
  private static final String DETACHED = "flux.detached";

  private final Semaphore slots;

  Completions(int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("completions: must be 1 or more, not " + atOnce);
    }
    slots = new Semaphore(atOnce);
  }

  /** Marks a firing whose run goes on without it. The mark is not stored: nothing is, from now. */
  static void detach(Trigger firing) {
    firing.getJobDataMap().put(DETACHED, "true");
  }

  /** Passes a completion on, unless the firing is detached: its row is for who follows the run. */
  void complete(Trigger firing, JobDetail job, Runnable store) {
    if (!FluxJobs.includes(job)) {
      store.run();
    } else if (firing.getJobDataMap().containsKey(DETACHED)) {
      LOG.debug("Firing of {} is left to the next start of the scheduler", firing.getKey());
    } else {
      slots.acquireUninterruptibly(); // an interrupt would lose the completion
      try {
        store.run();
      } finally {
        slots.release();
      }
    }
  }

  /** Says that a firing has begun that its scheduler knows nothing of. */
  static void tellKept(Trigger firing) {
    LOG.error(
        "Firing of {} is in the database, but the answer to that was lost: the next start of this"
            + " scheduler recovers it",
        firing.getKey());
  }

  /** Says that a completion came too late: others own the firing. */
  static void tellStale(Trigger firing, String fireInstance) {
    LOG.warn(
        "Firing {} of {} is recovered by another scheduler, which took this one for dead: its"
            + " completion is dropped here",
        fireInstance,
        firing.getKey());
  }
}
