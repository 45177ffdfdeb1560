package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked of all jobs: the service job-list. */
final class JobList {
  private final Jobs jobs;
  private final String host;
  private final List<Waiter> waiters = new ArrayList<>();

  private record Waiter(Exchange exchange, EmbeddedJob job, int state, List<String> attrs) {}

  JobList(Jobs jobs, String host) {
    this.jobs = jobs;
    this.host = host;
  }

  /** To be told of each change of a job's state. */
  void changed(EmbeddedJob job) {
    for (Waiter waiter : List.copyOf(waiters)) {
      if (waiter.job == job && reached(job, waiter.state)) {
        answer(waiter.exchange, job, waiter.attrs);
      }
    }
  }

  void list(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    int max = payload.integer("max_entries");
    if (max < 0) {
      throw exchange.error(Errno.EPROTO, "invalid payload: max_entries must not be below 0");
    }
    List<String> attrs = attrs(exchange, payload);
    double since = payload.real("since", 0);
    Predicate<EmbeddedJob> constraint =
        payload
            .find("constraint")
            .map(tree -> new Constraints(exchange, host).parse(tree))
            .orElse(job -> true);
    Stream<EmbeddedJob> matching =
        ordered(jobs.all()).filter(job -> isSince(job, since)).filter(constraint);
    List<EmbeddedJob> listed = (max == 0 ? matching : matching.limit(max)).toList();
    if (exchange.streaming()) {
      stream(exchange, listed, attrs);
    } else {
      ObjectNode answer = Json.object();
      ArrayNode array = answer.putArray("jobs");
      listed.forEach(job -> array.add(JobAttributes.of(job, attrs)));
      exchange.respond(answer);
    }
  }

  private static void stream(Exchange exchange, List<EmbeddedJob> listed, List<String> attrs) {
    for (EmbeddedJob job : listed) {
      ObjectNode answer = Json.object();
      answer.putArray("jobs").add(JobAttributes.of(job, attrs));
      if (job == listed.getFirst()) {
        answer.put("version", 1);
      }
      exchange.respond(answer);
    }
    exchange.end();
  }

  /** Pending jobs by priority, then running and then inactive ones, the newest first. */
  private static Stream<EmbeddedJob> ordered(Collection<EmbeddedJob> all) {
    Comparator<EmbeddedJob> byPriority =
        Comparator.comparingLong((EmbeddedJob job) -> job.priority())
            .reversed()
            .thenComparingLong(EmbeddedJob::id);
    return Stream.of(
            in(all, JobState.PENDING | JobState.NEW.bit()).sorted(byPriority),
            in(all, JobState.RUNNING).sorted(newest(JobState.RUN)),
            in(all, JobState.INACTIVE.bit()).sorted(newest(JobState.INACTIVE)))
        .flatMap(jobs -> jobs);
  }

  private static Stream<EmbeddedJob> in(Collection<EmbeddedJob> all, int states) {
    return all.stream().filter(job -> job.in(states));
  }

  private static Comparator<EmbeddedJob> newest(JobState state) {
    return Comparator.comparing((EmbeddedJob job) -> job.entered(state).orElseThrow())
        .thenComparingLong(EmbeddedJob::id)
        .reversed();
  }

  private static boolean isSince(EmbeddedJob job, double since) {
    return job.entered(JobState.INACTIVE).map(time -> time.doubleValue() > since).orElse(true);
  }

  void listId(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    long id = payload.number("id");
    List<String> attrs = attrs(exchange, payload);
    int state = payload.find("state").map(value -> payload.integer("state")).orElse(0);
    if (state != 0 && (Integer.bitCount(state) != 1 || state > JobState.INACTIVE.bit())) {
      throw exchange.error(Errno.EPROTO, "invalid payload: no state has the bits " + state);
    }
    EmbeddedJob job =
        jobs.find(id).orElseThrow(() -> exchange.error(Errno.ENOENT, "unknown job id"));
    if (reached(job, state)) {
      answer(exchange, job, attrs);
    } else {
      Waiter waiter = new Waiter(exchange, job, state, attrs);
      waiters.add(waiter);
      exchange.whenOver(() -> waiters.remove(waiter));
    }
  }

  void listAttrs(Exchange exchange) {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("attrs");
    JobAttributes.NAMES.forEach(names::add);
    exchange.respond(answer);
  }

  private static boolean reached(EmbeddedJob job, int state) {
    return state == 0 || job.in(state | JobState.INACTIVE.bit());
  }

  private static void answer(Exchange exchange, EmbeddedJob job, List<String> attrs) {
    ObjectNode answer = Json.object();
    answer.set("job", JobAttributes.of(job, attrs));
    exchange.respond(answer);
  }

  private static List<String> attrs(Exchange exchange, Payload payload) {
    List<String> attrs = payload.array("attrs").valueStream().map(JsonNode::asString).toList();
    for (String name : attrs) {
      if (!JobAttributes.NAMES.contains(name)) {
        throw exchange.error(Errno.EINVAL, name + " is not a valid attribute");
      }
    }
    return attrs;
  }
}
