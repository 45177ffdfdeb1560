package org.fluxjvm.connector.embedded;

import java.util.Optional;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.embedded.GuestLogs.Phase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is stored of a job: the service job-info. */
final class JobInfo {
  private static final int DECODE = 1;
  private static final int CURRENT = 2;
  private static final int WAIT_CREATE = 1;
  private static final int SENTINEL = 2;

  private final Jobs jobs;

  JobInfo(Jobs jobs) {
    this.jobs = jobs;
  }

  void lookup(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    long id = payload.number("id");
    JsonNode keys = payload.array("keys");
    int flags = payload.integer("flags");
    if ((flags & ~(DECODE | CURRENT)) != 0) {
      throw exchange.error(Errno.EPROTO, "lookup has no flag " + flags);
    }
    EmbeddedJob job =
        jobs.find(id).orElseThrow(() -> exchange.error(Errno.ENOENT, "invalid job id"));
    authorize(exchange, job);
    ObjectNode answer = Json.object().put("id", id);
    for (JsonNode node : keys) {
      String key = node.asString("");
      String value =
          value(job, key).orElseThrow(() -> exchange.error(Errno.ENOENT, key + ": key not found"));
      if ((flags & DECODE) != 0 && (key.equals("jobspec") || key.equals("R"))) {
        Json.putRaw(answer, key, value);
      } else {
        answer.put(key, value);
      }
    }
    exchange.respond(answer);
  }

  private static void authorize(Exchange exchange, EmbeddedJob job) {
    exchange.authorize(job.submitted().userid(), "access is restricted to job/instance owner");
  }

  private static Optional<String> value(EmbeddedJob job, String key) {
    return switch (key) {
      case "jobspec" -> Optional.of(job.submitted().jobspec());
      case "J" -> Optional.of(job.submitted().signed());
      case "R" -> job.allocation().map(held -> Json.text(held.resourceSet()));
      case "eventlog" -> Optional.of(job.eventlog().text());
      default ->
          key.startsWith(GuestLogs.PREFIX)
              ? job.guest().find(key.substring(GuestLogs.PREFIX.length())).map(EventLog::text)
              : Optional.empty();
    };
  }

  void watch(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    long id = payload.number("id");
    String path = payload.text("path");
    int flags = payload.integer("flags");
    if ((flags & ~(WAIT_CREATE | SENTINEL)) != 0) {
      throw exchange.error(Errno.EPROTO, "eventlog-watch has no flag " + flags);
    }
    if (!exchange.streaming()) {
      throw exchange.error(Errno.EPROTO, "an event log watch is a stream: ask for one");
    }
    EmbeddedJob job = jobs.find(id).orElseThrow(() -> notFound(exchange, "job"));
    authorize(exchange, job);
    Runnable sentinel = (flags & SENTINEL) != 0 ? exchange::acknowledge : () -> {};
    if (path.equals("eventlog")) {
      job.eventlog().watch(exchange, sentinel);
    } else if (path.startsWith(GuestLogs.PREFIX)) {
      String key = path.substring(GuestLogs.PREFIX.length());
      watchGuest(exchange, job.guest(), key, (flags & WAIT_CREATE) != 0, sentinel);
    } else {
      throw notFound(exchange, path);
    }
  }

  private static void watchGuest(
      Exchange exchange, GuestLogs guest, String key, boolean create, Runnable sentinel) {
    Optional<EventLog> log = guest.find(key);
    if (exchange.over()) {
      return;
    }
    if (guest.phase() == Phase.NEVER) {
      exchange.end();
    } else if (guest.phase() == Phase.PENDING || (create && waits(guest, log))) {
      guest.onChange(() -> watchGuest(exchange, guest, key, create, sentinel));
    } else if (log.isPresent()) {
      log.get().watch(exchange, sentinel);
    } else {
      exchange.fail(notFound(exchange, key));
    }
  }

  private static boolean waits(GuestLogs guest, Optional<EventLog> log) {
    return log.isEmpty() && guest.phase() == Phase.OPEN;
  }

  private static FluxException notFound(Exchange exchange, String what) {
    return exchange.error(Errno.ENOENT, "there is no such " + what);
  }
}
