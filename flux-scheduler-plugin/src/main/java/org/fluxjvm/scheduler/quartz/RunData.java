package org.fluxjvm.scheduler.quartz;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The keys of a job's data that are about its runs, and not about what they run; all texts. */
public final class RunData {
  /** How often a run is tried, 1 or more. */
  public static final String RETRY_TRIES = "flux.retry.tries";

  /** The rest after the first try (RFC 23). */
  public static final String RETRY_BACKOFF = "flux.retry.backoff";

  /** {@code true} if it may be run again when it may have run already. */
  public static final String IDEMPOTENT = "flux.idempotent";

  /** How many runs of the job may have a Flux job at the same time, 1 or more. */
  public static final String CONCURRENCY = "flux.concurrency";

  /** What a schedule file said when the job was installed from it; not for others to read. */
  public static final String DEFINITION = "flux.definition";

  private static final Set<String> KEYS =
      Set.of(FluxJob.URGENCY, Chain.KEY, IDEMPOTENT, CONCURRENCY, DEFINITION);

  private static final Set<String> PREFIXES = Set.of("flux.retry.", "flux.origin");

  private RunData() {}

  /** Those texts that are not about the runs. */
  static Map<String, String> without(Map<String, String> texts) {
    Map<String, String> rest = new HashMap<>(texts);
    rest.keySet()
        .removeIf(key -> KEYS.contains(key) || PREFIXES.stream().anyMatch(key::startsWith));
    return rest;
  }
}
