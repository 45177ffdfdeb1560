package org.fluxjvm.connector.embedded;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.fluxjvm.Errno;

/** Forgets inactive jobs: {@code job-manager.purge}. */
record Purge(Jobs jobs, Timestamps timestamps) {
  private static final int BATCH_MAX = 100;
  private static final int UNLIMITED = -1;

  void purge(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    double ageLimit = payload.real("age_limit");
    int numLimit = payload.integer("num_limit");
    int batch = payload.integer("batch");
    boolean force = payload.requiredFlag("force");
    if (ageLimit < 0 && ageLimit != UNLIMITED) {
      throw exchange.error(Errno.EINVAL, "if set, age limit must be >= 0");
    }
    if (numLimit < 0 && numLimit != UNLIMITED) {
      throw exchange.error(Errno.EINVAL, "if set, num limit must be >= 0");
    }
    if (batch < 1 || batch > BATCH_MAX) {
      throw exchange.error(Errno.EINVAL, "batch must be >= 1 and <= " + BATCH_MAX);
    }
    List<EmbeddedJob> eligible = eligible(ageLimit, numLimit);
    if (force) {
      eligible = eligible.subList(0, Math.min(batch, eligible.size()));
      eligible.forEach(jobs::purge);
    }
    exchange.respond("{\"count\":" + eligible.size() + "}");
  }

  /** The oldest first: those beyond the age, or beyond the number. */
  private List<EmbeddedJob> eligible(double ageLimit, int numLimit) {
    List<EmbeddedJob> inactive =
        jobs.all().stream()
            .filter(job -> job.state() == JobState.INACTIVE)
            .sorted(Comparator.comparing(Purge::ended))
            .toList();
    int surplus = numLimit == UNLIMITED ? 0 : Math.max(0, inactive.size() - numLimit);
    double oldest = timestamps.now().doubleValue() - ageLimit;
    int count = surplus;
    while (ageLimit != UNLIMITED
        && count < inactive.size()
        && ended(inactive.get(count)).doubleValue() < oldest) {
      count++;
    }
    return inactive.subList(0, count);
  }

  private static BigDecimal ended(EmbeddedJob job) {
    return job.entered(JobState.INACTIVE).orElseThrow();
  }
}
