package org.fluxjvm.connector.embedded;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All jobs of an instance, in the order they were submitted. */
final class Jobs {
  private static final int SEQUENCE_BITS = 10;
  private static final int GENERATOR_BITS = 14;

  private final Map<Long, EmbeddedJob> jobs = new LinkedHashMap<>();
  private final Timestamps timestamps;
  private final long epoch;
  private long lastMillis;
  private long sequence;
  private long maxId;
  private int purged;

  Jobs(Timestamps timestamps) {
    this.timestamps = timestamps;
    epoch = timestamps.millis() - 1;
  }

  /** A job id (RFC 19): milliseconds since the start, generator 0, and a sequence within those. */
  long nextId() {
    long millis = Math.max(timestamps.millis() - epoch, lastMillis);
    sequence = millis == lastMillis ? sequence + 1 : 0;
    if (sequence >> SEQUENCE_BITS != 0) {
      millis++;
      sequence = 0;
    }
    lastMillis = millis;
    return millis << (SEQUENCE_BITS + GENERATOR_BITS) | sequence;
  }

  void add(EmbeddedJob job) {
    jobs.put(job.id(), job);
    maxId = Math.max(maxId, job.id());
  }

  Optional<EmbeddedJob> find(long id) {
    return Optional.ofNullable(jobs.get(id));
  }

  void purge(EmbeddedJob job) {
    jobs.remove(job.id());
    purged++;
  }

  /** How many jobs were purged. */
  int purged() {
    return purged;
  }

  Collection<EmbeddedJob> all() {
    return jobs.values();
  }

  long maxId() {
    return maxId;
  }
}
