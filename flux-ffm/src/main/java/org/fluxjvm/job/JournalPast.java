package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The past that a journal begins with, until all of it is there: it comes job by job, in no order.
 *
 * <p>A journal that is asked for again has the past of all jobs that the instance holds, of which
 * most may have ended long ago. What was told of them is not kept. Used on the event loop only.
 */
final class JournalPast {
  private final JournalLedger ledger;
  private final List<JournalBatch> kept = new ArrayList<>();

  /** The past of a journal that begins now. */
  JournalPast(JournalLedger ledger) {
    this.ledger = ledger;
    ledger.begin();
  }

  void add(JournalBatch batch) {
    if (!ledger.isOver(batch)) {
      kept.add(batch);
    }
  }

  /** Of how many jobs something is kept. */
  int size() {
    return kept.size();
  }

  /** All of it has come: what was not told yet, in the order of time. */
  List<JournalEvent> end() {
    List<JournalEvent> fresh = new ArrayList<>();
    kept.forEach(batch -> fresh.addAll(ledger.past(batch)));
    // Stable, so that the order within a job stays as it was.
    fresh.sort(Comparator.comparingDouble(event -> event.event().timestamp()));
    return fresh;
  }
}
