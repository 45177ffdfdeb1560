package org.fluxjvm.metrics;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meters of {@link FluxClientMetrics}. */
public enum ClientMeter implements DocumentedMeter {
  /** How long Flux takes. */
  RPC(
      "flux.client.rpc",
      TIMER,
      null,
      "Time from a request to its response, of those that one response answers and that did not"
          + " fail; includes waiting for a lost broker",
      Tags.SERVICE),

  /** What Flux refused. */
  ERRORS(
      "flux.client.errors",
      COUNTER,
      null,
      "Requests and streams that failed",
      Tags.SERVICE,
      MeterTag.oneOf("errno", "", ErrnoLabel.TAGS.toArray(String[]::new))),

  /** Lost brokers. */
  LOSSES("flux.client.losses", COUNTER, null, "Times that a handle has lost its broker"),

  /** Brokers that came back. */
  RECONNECTS(
      "flux.client.reconnects",
      COUNTER,
      null,
      "Times that a handle has found its broker again; fewer than the losses while one is away"),

  /** What nobody can tell of. */
  GAPS(
      "flux.client.gaps",
      COUNTER,
      null,
      "Jobs in a stream of events of which events may be missing after a lost broker"),

  /** How late the journal is. */
  JOURNAL_LAG(
      "flux.client.journal.lag",
      TIMER,
      null,
      "Time from an event, by the clock of its broker, until it came in a journal of this client"),

  /** How busy the event loop is. */
  LOOP_BUSY(
      "flux.client.loop.busy",
      COUNTER,
      "seconds",
      "Time that event loops have worked; its rate is the busy share of one loop");

  private final String meter;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records that copy
  private final List<MeterTag> tags;

  ClientMeter(
      String meter, Meter.Type type, @Nullable String unit, String description, MeterTag... tags) {
    this.meter = meter;
    this.type = type;
    this.unit = unit;
    this.description = description;
    this.tags = List.of(tags);
  }

  @Override
  public String getName() {
    return meter;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public @Nullable String getBaseUnit() {
    return unit;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<MeterTag> tags() {
    return tags;
  }

  @Override
  public List<Duration> buckets() {
    return type == TIMER ? Buckets.OF_RPC : List.of();
  }

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag SERVICE =
        MeterTag.oneOf("service", "", FluxService.TAGS.toArray(String[]::new));
  }
}
