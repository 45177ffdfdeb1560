package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An event log (RFC 18): its events and those who watch it. */
final class EventLog {
  private final List<LogEvent> events = new ArrayList<>();
  private final Set<Exchange> watchers = new LinkedHashSet<>();
  private boolean complete;

  void append(LogEvent event) {
    events.add(event);
    List.copyOf(watchers).forEach(watcher -> send(watcher, event));
  }

  /** Nothing will be added: ends all watches. */
  void complete() {
    complete = true;
    List.copyOf(watchers).forEach(Exchange::end);
  }

  List<LogEvent> events() {
    return events;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append(event.json()).append('\n'));
    return text.toString();
  }

  /** Streams the events there are and those to come; the sentinel is an empty response between. */
  void watch(Exchange watcher, Runnable sentinel) {
    List.copyOf(events).forEach(event -> send(watcher, event));
    sentinel.run();
    if (complete) {
      watcher.end();
    } else if (!watcher.over()) {
      watchers.add(watcher);
      watcher.whenOver(() -> watchers.remove(watcher));
    }
  }

  private static void send(Exchange watcher, LogEvent event) {
    watcher.respond("{\"event\":" + Json.quote(event.line()) + "}");
  }
}
