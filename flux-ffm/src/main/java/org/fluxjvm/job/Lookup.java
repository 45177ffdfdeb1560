package org.fluxjvm.job;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which files of a job to read from its directory in the key-value store.
 *
 * @param keys such as {@code jobspec}, {@code R}, {@code J}, {@code eventlog}, {@code
 *     guest.exec.eventlog}
 * @param flags the bits of {@code enum job_lookup_flags}
 */
public record Lookup(List<String> keys, int flags) {
  private static final int DECODE = 1;
  private static final int CURRENT = 2;

  /** Copies the list. */
  public Lookup {
    keys = List.copyOf(keys);
  }

  /**
   * The files as of now: {@code jobspec} and {@code R} as JSON trees, with the updates of the event
   * log applied.
   *
   * @param keys the files
   * @return what to read
   */
  public static Lookup of(String... keys) {
    return new Lookup(List.of(keys), DECODE | CURRENT);
  }

  /**
   * Reads what was stored first, without the updates of the event log.
   *
   * @return what to read
   */
  public Lookup base() {
    return new Lookup(keys, flags & ~CURRENT);
  }

  /**
   * Reads all files as text, also those that are JSON.
   *
   * @return what to read
   */
  public Lookup asText() {
    return new Lookup(keys, flags & ~DECODE);
  }

  ObjectNode payload(JobId id) {
    ObjectNode payload = Requests.about(id);
    ArrayNode wanted = payload.putArray("keys");
    keys.forEach(wanted::add);
    return payload.put("flags", flags);
  }
}
