package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;

/**
 * What one response tells of one job, where it has to be kept: in a journal's past.
 *
 * @param id the job
 * @param events what happened to it
 */
record JournalBatch(long id, List<JournalEvent> events) {
  /** Takes what is left of the cursor's response. */
  static JournalBatch of(JournalCursor cursor) {
    List<JournalEvent> events = new ArrayList<>();
    while (cursor.hasEvent()) {
      events.add(cursor.nextJournalEvent());
    }
    return new JournalBatch(cursor.id(), events);
  }
}
