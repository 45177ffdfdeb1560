package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.time.InstantSource;
import java.util.List;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.ResponseStream.Sink;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * The journal as one stream, asked for again when the broker was lost.
 *
 * <p>The past comes job by job, in no order: it is kept until all of it is there, and then told in
 * the order of time ({@link JournalPast}). A journal that is asked for again begins with the past
 * of all jobs, since some may have ended meanwhile; what was told of it is left out.
 */
final class JournalCall implements Call, ResponseHandler {
  private final RpcClient client;
  private final Journal journal;
  private final Sink<? super JournalEvent> sink;
  private final JournalStart start;
  private final Resumption resumption;
  private final JournalCursor cursor;
  private final JournalLedger ledger = new JournalLedger();
  private @Nullable JournalPast past = new JournalPast(ledger);
  private boolean begun;

  private volatile boolean closed;
  private volatile @Nullable Call call;

  private JournalCall(
      RpcClient client, Journal journal, Sink<? super JournalEvent> sink, InstantSource clock) {
    this.client = client;
    this.resumption = new Resumption(client, this::send);
    this.cursor = new JournalCursor(client.observer());
    this.journal = journal;
    this.sink = sink;
    this.start = new JournalStart(clock);
  }

  static Call open(RpcClient client, Journal journal, Sink<? super JournalEvent> sink) {
    return open(client, journal, sink, InstantSource.system());
  }

  static Call open(
      RpcClient client, Journal journal, Sink<? super JournalEvent> sink, InstantSource clock) {
    JournalCall opened = new JournalCall(client, journal, sink, clock);
    opened.send();
    return opened;
  }

  private void send() {
    if (closed) {
      return; // during a pause
    }
    Request request =
        Requests.streaming(Journal.TOPIC, journal.request(journal.history() || begun));
    Call sent = client.raw(request, this);
    call = sent;
    if (closed) {
      sent.cancel();
    }
  }

  @Override
  public void onResponse(MemorySegment payload) {
    resumption.answered();
    if (closed) {
      return;
    }
    cursor.read(payload);
    JournalPast coming = past;
    if (coming == null) {
      while (cursor.hasEvent()) {
        happened(cursor.nextJournalEvent());
      }
    } else if (cursor.isSentinel()) {
      past = null;
      endOf(coming);
    } else {
      coming.add(JournalBatch.of(cursor));
    }
  }

  private void happened(JournalEvent event) {
    ledger.live(event);
    if (!journal.history()) {
      start.live(event.event().timestamp());
    }
    tell(event);
  }

  private JournalPast pastAgain() {
    if (begun && !journal.history()) {
      ledger.skipUntil(start.time());
    }
    return new JournalPast(ledger);
  }

  private void endOf(JournalPast told) {
    told.end().forEach(this::tell);
    tellGaps(ledger.endOfPast());
    if (!begun) {
      begun = true;
      start.begin(ledger.latest());
      if (journal.sentinel()) {
        sink.accept(JournalEvent.SENTINEL);
      }
    }
  }

  private void tell(JournalEvent event) {
    if (journal.includes(event.event())) {
      sink.accept(event);
    }
  }

  private void tellGaps(List<JobId> gaps) {
    if (gaps.isEmpty()) {
      return;
    }
    client.observer().onGap(gaps.size());
    if (journal.gaps()) {
      gaps.forEach(id -> sink.accept(JournalEvent.gap(id)));
    } else {
      cancel();
      sink.end(EventGapException.of(Journal.TOPIC, gaps));
    }
  }

  @Override
  public void onError(FluxException error) {
    if (closed) {
      return;
    }
    if (resumption.isDueAfterEndless(error) || isWaitingOn(error)) {
      past = pastAgain();
      cursor.restart();
      resumption.resume(error);
    } else {
      closed = true;
      sink.end(error);
    }
  }

  /** The connector keeps a request only so long; the journal may wait on. */
  private boolean isWaitingOn(FluxException error) {
    return journal.patient() && error.errno() == Errno.EHOSTUNREACH;
  }

  @Override
  public void cancel() {
    closed = true;
    Call sent = call;
    if (sent != null) {
      sent.cancel();
    }
  }
}
