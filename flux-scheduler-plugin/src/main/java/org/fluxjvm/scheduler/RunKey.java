package org.fluxjvm.scheduler;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * What makes a firing this firing and no other, also after a crash of the scheduler.
 *
 * @param scheduler the name of the scheduler
 * @param trigger the group and name of the trigger that was due, joined by a dot; of a recovered
 *     firing that of the original trigger
 * @param scheduled the time that the firing was scheduled for, to the millisecond
 * @param refire how often the job has asked to be fired again at once
 */
public record RunKey(String scheduler, String trigger, Instant scheduled, int refire) {
  private static final int BASE = 32;
  private static final int ID_LENGTH = 16;
  private static final int ID_BYTES = 10;

  /** Cuts the time to what Quartz and a database keep of it. */
  public RunKey {
    scheduled = scheduled.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The run's short name, for people and for tables: the first 80 bits of the SHA-256 of the key's
   * text, in lower-case base32hex (RFC 4648).
   *
   * @return 16 characters, the same for the same key everywhere
   */
  public String id() {
    BigInteger bits = new BigInteger(1, Arrays.copyOf(sha256(toString()), ID_BYTES));
    String digits = bits.toString(BASE);
    return "0".repeat(ID_LENGTH - digits.length()) + digits;
  }

  /** Whether another firing is of the same trigger, and was due later. */
  boolean isBefore(RunKey other) {
    return other.scheduler().equals(scheduler)
        && other.trigger().equals(trigger)
        && other.scheduled().isAfter(scheduled);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The key as text: {@code scheduler/trigger/milliseconds since the epoch/refire}. */
  @Override
  public String toString() {
    return scheduler + "/" + trigger + "/" + scheduled.toEpochMilli() + "/" + refire;
  }
}
