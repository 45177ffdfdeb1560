package org.fluxjvm.metrics;

/** The meters of {@link FluxClientMetrics}. */
public enum ClientMeter implements SpecifiedMeter {
  /** How long Flux takes. */
  RPC(
      MeterSpec.timer(
          "flux.client.rpc",
          Buckets.OF_RPC,
          "Time from a request to its response, of those that one response answers and that did not"
              + " fail; includes waiting for a lost broker",
          Tags.SERVICE)),

  /** What Flux refused. */
  ERRORS(
      MeterSpec.counter(
          "flux.client.errors",
          null,
          "Requests and streams that failed",
          Tags.SERVICE,
          MeterTag.oneOf("errno", "", ErrnoLabel.TAGS.toArray(String[]::new)))),

  /** Lost brokers. */
  LOSSES(MeterSpec.counter("flux.client.losses", null, "Times that a handle has lost its broker")),

  /** Brokers that came back. */
  RECONNECTS(
      MeterSpec.counter(
          "flux.client.reconnects", null, "Times that a handle has found its broker again")),

  /** Brokers that are away. */
  DISCONNECTED(
      MeterSpec.gauge(
          "flux.client.disconnected",
          null,
          "Handles that have lost their broker, are open, and have not found it again")),

  /** What nobody can tell of. */
  GAPS(
      MeterSpec.counter(
          "flux.client.gaps",
          null,
          "Jobs in a stream of events of which events may be missing after a lost broker")),

  /** How late the journal is. */
  JOURNAL_LAG(
      MeterSpec.timer(
          "flux.client.journal.lag",
          Buckets.OF_RPC,
          "Time from an event, by the clock of its broker, until it came in a journal of this"
              + " client")),

  /** How busy the event loop is. */
  LOOP_BUSY(
      MeterSpec.counter(
          "flux.client.loop.busy",
          "seconds",
          "Time that event loops have worked; its rate is the busy share of one loop"));

  @SuppressWarnings("ImmutableEnumChecker") // of lists that are copies
  private final MeterSpec spec;

  ClientMeter(MeterSpec spec) {
    this.spec = spec;
  }

  @Override
  public MeterSpec spec() {
    return spec;
  }

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag SERVICE =
        MeterTag.oneOf("service", "", FluxService.TAGS.toArray(String[]::new));
  }
}
