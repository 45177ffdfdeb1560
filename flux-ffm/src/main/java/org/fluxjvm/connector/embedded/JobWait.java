package org.fluxjvm.connector.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.Errno;
import tools.jackson.databind.node.ObjectNode;

/**
 * Waits for waitable jobs, each once, also when they are purged by then: {@code job-manager.wait}.
 */
final class JobWait {
  private static final long ANY = -1;

  private final Map<Long, Exchange> waiters = new LinkedHashMap<>();
  private final Map<Exchange, Boolean> anyWaiters = new LinkedHashMap<>();
  private final Map<Long, EmbeddedJob> waitable = new LinkedHashMap<>();

  /** To be told of each change of a job's state. */
  void changed(EmbeddedJob job) {
    if (!job.submitted().has(JobRecord.WAITABLE)) {
      return;
    }
    if (job.state() == JobState.DEPEND) {
      waitable.put(job.id(), job);
    } else if (job.state() == JobState.INACTIVE) {
      Exchange waiter = waiters.remove(job.id());
      if (waiter == null && !anyWaiters.isEmpty()) {
        waiter = anyWaiters.keySet().iterator().next();
      }
      if (waiter != null) {
        answer(waiter, job);
      }
    }
  }

  void wait(Exchange exchange) {
    long id = Payload.of(exchange).number("id");
    if (id == ANY) {
      waitAny(exchange);
      return;
    }
    EmbeddedJob job = waitable.get(id);
    if (job == null || waiters.containsKey(id)) {
      throw exchange.error(Errno.ECHILD, "invalid job id, or job is not waitable");
    }
    if (job.state() == JobState.INACTIVE) {
      answer(exchange, job);
    } else {
      waiters.put(id, exchange);
      exchange.whenOver(() -> waiters.remove(id, exchange));
    }
  }

  private void waitAny(Exchange exchange) {
    Optional<EmbeddedJob> ended =
        waitable.values().stream().filter(job -> job.state() == JobState.INACTIVE).findFirst();
    if (ended.isPresent()) {
      answer(exchange, ended.get());
    } else if (waitable.size() > waiters.size() + anyWaiters.size()) {
      anyWaiters.put(exchange, true);
      exchange.whenOver(() -> anyWaiters.remove(exchange));
    } else {
      throw exchange.error(Errno.ECHILD, "there are no more waitable jobs");
    }
  }

  private void answer(Exchange exchange, EmbeddedJob job) {
    waitable.remove(job.id());
    ObjectNode answer = Json.object().put("id", job.id());
    boolean success = job.outcome() == JobOutcome.COMPLETED;
    answer.put("success", success).put("errstr", success ? "" : error(job));
    exchange.respond(answer);
  }

  private static String error(EmbeddedJob job) {
    if (job.failed()) {
      JobProblem problem = job.problem().orElseThrow();
      return "Fatal exception type=" + problem.type() + " " + problem.note();
    }
    int status = job.waitStatus().orElse(0);
    int exit = status >> 8;
    if (exit > 128) {
      return "task(s) ended by signal " + (exit - 128);
    }
    return exit > 0 ? "task(s) exited with exit code " + exit : "shell ended by signal " + status;
  }
}
