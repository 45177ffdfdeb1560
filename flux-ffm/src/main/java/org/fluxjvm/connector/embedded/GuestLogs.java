package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The event logs that the shell of a job writes: its guest namespace (RFC 16). */
final class GuestLogs {
  static final String PREFIX = "guest.";
  static final String EXEC = "exec.eventlog";
  static final String OUTPUT = "output";
  static final String INPUT = "input";

  enum Phase {
    PENDING,
    OPEN,
    ENDED,
    NEVER
  }

  private final Timestamps timestamps;
  private final Map<String, EventLog> logs = new LinkedHashMap<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private Phase phase = Phase.PENDING;

  GuestLogs(Timestamps timestamps) {
    this.timestamps = timestamps;
  }

  Phase phase() {
    return phase;
  }

  Optional<EventLog> find(String key) {
    return Optional.ofNullable(logs.get(key));
  }

  /** Calls once at the next change: the start, the end, or a log that begins. */
  void onChange(Runnable action) {
    waiting.add(action);
  }

  void open() {
    phase = Phase.OPEN;
    changed();
  }

  /** The job has ended; one that never started has no logs. */
  void end() {
    phase = phase == Phase.PENDING ? Phase.NEVER : Phase.ENDED;
    logs.values().forEach(EventLog::complete);
    changed();
  }

  void append(String key, String name) {
    write(key, log -> log.append(LogEvent.of(timestamps.now(), name)));
  }

  void append(String key, String name, ObjectNode context) {
    write(key, log -> log.append(LogEvent.of(timestamps.now(), name, context)));
  }

  private void write(String key, Consumer<EventLog> event) {
    if (phase == Phase.ENDED) {
      return;
    }
    EventLog log = logs.get(key);
    if (log == null) {
      log = new EventLog();
      logs.put(key, log);
      event.accept(log);
      changed();
    } else {
      event.accept(log);
    }
  }

  private void changed() {
    List<Runnable> actions = List.copyOf(waiting);
    waiting.clear();
    actions.forEach(Runnable::run);
  }
}
