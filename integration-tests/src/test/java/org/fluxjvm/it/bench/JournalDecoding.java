package org.fluxjvm.it.bench;

import static org.fluxjvm.it.bench.ReplayConnector.EVENTS;
import static org.fluxjvm.it.bench.ReplayConnector.LIFE;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.rpc.ResponseStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * From the payload in native memory to the event in the caller's hands; an operation is an event.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(EVENTS)
public class JournalDecoding {
  private static final ResponseHandler NOBODY =
      new ResponseHandler() {
        @Override
        public void onResponse(MemorySegment payload) {}

        @Override
        public void onError(FluxException error) {}
      };

  private final Flux flux = Flux.open("replay:");
  private final ResponseStream<JournalEvent> journal = flux.jobs().journal(Journal.live());

  /** Job, name and time. */
  @Benchmark
  public void event(Blackhole blackhole) {
    flux.rpc(LIFE, NOBODY);
    for (int i = 0; i < EVENTS; i++) {
      blackhole.consume(journal.next().orElseThrow());
    }
  }

  /** And the context, parsed by Jackson. */
  @Benchmark
  public void eventAndContext(Blackhole blackhole) {
    flux.rpc(LIFE, NOBODY);
    for (int i = 0; i < EVENTS; i++) {
      blackhole.consume(journal.next().orElseThrow().event().context());
    }
  }

  /** Gives the handle back. */
  @TearDown
  public void close() {
    journal.close();
    flux.close();
  }
}
