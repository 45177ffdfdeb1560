package org.fluxjvm.scheduler;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import tools.jackson.databind.JsonNode;

/**
 * What Flux has stored of a job: whose it is, and what has happened to it.
 *
 * @param id the job
 * @param mark which run it is of, if of any
 * @param events its event log up to now
 */
record JobPast(JobId id, Optional<Mark> mark, List<JobEvent> events) {
  /** The attribute of a broker that tells when it was started. */
  static final String BROKER_START = "broker.starttime";

  /** No instance of this name answers. */
  private static final String BEFORE_RESTART = "before a restart";

  static JobPast read(JobId id, JsonNode stored) {
    List<JobEvent> events =
        stored
            .path("eventlog")
            .stringValue("")
            .lines()
            .filter(line -> !line.isBlank())
            .map(JobEvent::parse)
            .toList();
    return new JobPast(id, Mark.of(stored.path("jobspec")), events);
  }

  Attempt attempt() {
    return mark.map(Mark::attempt).orElse(Attempt.FIRST);
  }

  boolean isOf(RunKey key) {
    return mark.filter(known -> known.key().equals(key)).isPresent();
  }

  boolean isOfLedger(String identity) {
    return mark.filter(known -> known.isOf(identity)).isPresent();
  }

  /**
   * Whether it was submitted unheld, or released: by whomever, it may have started then. A log that
   * has none of it proves that the job could not start.
   */
  boolean isReleased() {
    return events.stream()
        .anyMatch(
            event ->
                switch (event.name()) {
                  case "submit", "urgency" -> event.contextNumber("urgency", 0) > 0;
                  case "alloc", "start" -> true;
                  default -> false;
                });
  }

  /** Whether it was released, and has not ended without a start. */
  boolean mayHaveRun() {
    return isReleased() && (hasStarted() || !isOver());
  }

  boolean hasStarted() {
    return events.stream().anyMatch(event -> event.name().equals("start"));
  }

  boolean isOver() {
    return events.stream().anyMatch(event -> event.name().equals("clean"));
  }

  /**
   * Whether its instance was restarted while it was held, and may have forgotten its release.
   *
   * @param brokerStart when the broker was started that answers now
   */
  boolean isHeldAnew(Instant brokerStart) {
    return isRestored(brokerStart) && !isReleased() && !isOver();
  }

  /**
   * Whether its instance was restarted when it waited to start, and may have forgotten that it did.
   * It may have started since, by itself.
   *
   * @param brokerStart when the broker was started that answers now
   */
  boolean isPendingAnew(Instant brokerStart) {
    return isRestored(brokerStart) && isOfLater(brokerStart) && !isOver();
  }

  /** Whether all that became of it came after a time: neither its start nor its end before it. */
  boolean isOfLater(Instant time) {
    return events.stream()
        .filter(event -> event.time().isBefore(time))
        .noneMatch(event -> event.name().equals("start") || event.name().equals("clean"));
  }

  /**
   * Where it was submitted to, as far as can be told: the instance that answers now, or none.
   *
   * @param now that instance
   * @param brokerStart when its broker was started
   */
  String instance(String now, Instant brokerStart) {
    return isPendingAnew(brokerStart) ? BEFORE_RESTART : now;
  }

  private boolean isRestored(Instant brokerStart) {
    return events.stream()
        .anyMatch(
            event -> event.name().equals("flux-restart") || event.time().isBefore(brokerStart));
  }

  /** That instant, from the text of the attribute {@link #BROKER_START}. */
  static Instant brokerStart(String seconds) {
    long micros = new BigDecimal(seconds).movePointRight(6).longValue();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
