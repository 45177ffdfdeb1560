package org.fluxjvm.scheduler;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 16;
  private static final int DIGIT_BITS = 5;

  /** Cuts the time to what Quartz and a database keep of it. */
  public RunKey {
    scheduled = scheduled.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The run's short name, for people and for tables: the first 80 bits of the SHA-256 of the key's
   * text, in base32 (RFC 4648) of lower case.
   *
   * @return 16 characters, the same for the same key everywhere
   */
  public String id() {
    byte[] digest = sha256(toString());
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (int digit = 0; digit < ID_LENGTH; digit++) {
      int bit = digit * DIGIT_BITS;
      int pair = ((digest[bit / 8] & 0xff) << 8) | (digest[bit / 8 + 1] & 0xff);
      id.append(DIGITS.charAt((pair >> (16 - DIGIT_BITS - bit % 8)) & ((1 << DIGIT_BITS) - 1)));
    }
    return id.toString();
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
