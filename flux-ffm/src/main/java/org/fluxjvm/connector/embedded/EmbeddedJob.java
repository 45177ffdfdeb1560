package org.fluxjvm.connector.embedded;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A job: what was submitted, and what its event log says since (RFC 21). Confined to the loop. */
final class EmbeddedJob {
  private final JobRecord submitted;
  private final EventLog eventlog = new EventLog();
  private final GuestLogs guest;
  private final ObjectNode annotations = Json.object();
  private final Map<JobState, BigDecimal> entered = new EnumMap<>(JobState.class);
  private final Set<String> dependencies = new LinkedHashSet<>();
  private JobState state = JobState.NEW;
  private int urgency;
  private long priority = -1;
  private Optional<Allocation> allocation = Optional.empty();
  private Optional<JobProblem> problem = Optional.empty();
  private OptionalInt waitStatus = OptionalInt.empty();

  EmbeddedJob(JobRecord submitted, int urgency, GuestLogs guest) {
    this.submitted = submitted;
    this.urgency = urgency;
    this.guest = guest;
  }

  JobRecord submitted() {
    return submitted;
  }

  long id() {
    return submitted.id();
  }

  EventLog eventlog() {
    return eventlog;
  }

  GuestLogs guest() {
    return guest;
  }

  /** What it waits for, in the words of its event log. */
  Set<String> dependencies() {
    return dependencies;
  }

  ObjectNode annotations() {
    return annotations;
  }

  JobState state() {
    return state;
  }

  boolean in(int states) {
    return (state.bit() & states) != 0;
  }

  int urgency() {
    return urgency;
  }

  long priority() {
    return priority;
  }

  Optional<Allocation> allocation() {
    return allocation;
  }

  void allocate(Allocation held) {
    allocation = Optional.of(held);
  }

  /** The most severe exception so far, the first of those. */
  Optional<JobProblem> problem() {
    return problem;
  }

  boolean failed() {
    return problem.isPresent() && problem.get().severity() == 0;
  }

  OptionalInt waitStatus() {
    return waitStatus;
  }

  boolean hasStarted() {
    return eventlog.events().stream().anyMatch(event -> event.name().equals("start"));
  }

  /** When it first was in a state. */
  Optional<BigDecimal> entered(JobState first) {
    return Optional.ofNullable(entered.get(first));
  }

  JobOutcome outcome() {
    if (waitStatus.orElse(-1) == 0 && !failed()) {
      return JobOutcome.COMPLETED;
    }
    String type = failed() ? problem.get().type() : "";
    return switch (type) {
      case "cancel" -> JobOutcome.CANCELED;
      case "timeout" -> JobOutcome.TIMEOUT;
      default -> JobOutcome.FAILED;
    };
  }

  void submittedAt(BigDecimal time) {
    entered.put(JobState.NEW, time);
  }

  void enter(JobState next, BigDecimal time) {
    state = next;
    entered.putIfAbsent(next, time);
  }

  void urgency(int changed) {
    urgency = changed;
  }

  void priority(long changed) {
    priority = changed;
  }

  void finished(int status) {
    waitStatus = OptionalInt.of(status);
  }

  void problem(JobProblem raised) {
    if (problem.isEmpty() || raised.severity() < problem.get().severity()) {
      problem = Optional.of(raised);
    }
  }
}
