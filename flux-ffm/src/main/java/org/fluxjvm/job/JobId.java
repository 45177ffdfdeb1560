package org.fluxjvm.job;

import org.fluxjvm.rfc.Fluid;
import org.fluxjvm.rfc.Fluid.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * The id of a job (RFC 19), an unsigned number of 64 bits that grows with the time of submission.
 *
 * <p>Ids are equal if their numbers are, however they were spelled.
 */
public final class JobId implements Comparable<JobId> {
  private final long value;
  private final @Nullable String text;

  private JobId(long value, @Nullable String text) {
    this.value = value;
    this.text = text;
  }

  /**
   * The id of a number.
   *
   * @param value the id, unsigned
   * @return the id
   */
  public static JobId of(long value) {
    return new JobId(value, null);
  }

  /**
   * Reads an id in any spelling of RFC 19: decimal, {@code 0x} hexadecimal, dothex, {@code job.}
   * key, F58 after {@code ƒ} or {@code f}, words or emoji.
   *
   * @param text the text; ASCII white space around it is ignored
   * @return the id
   * @throws IllegalArgumentException if the text is no id; the message names the rule it breaks
   */
  public static JobId parse(String text) {
    return new JobId(Fluid.decode(text), text);
  }

  /**
   * This id as a number.
   *
   * @return the id; negative for ids above {@link Long#MAX_VALUE}, as in the JSON that Flux
   *     services speak
   */
  public long value() {
    return value;
  }

  /**
   * What this id was made of.
   *
   * @return the text that was {@linkplain #parse parsed}, as it was; in decimal if it was made of a
   *     number
   */
  public String orig() {
    return text == null ? dec() : text;
  }

  /**
   * Spells this id.
   *
   * @param encoding how to spell it
   * @return the text
   */
  public String encode(Encoding encoding) {
    return Fluid.encode(value, encoding);
  }

  /**
   * This id in decimal.
   *
   * @return like {@code 1234}
   */
  public String dec() {
    return encode(Encoding.DEC);
  }

  /**
   * This id in hexadecimal.
   *
   * @return like {@code 0x4d2}
   */
  public String hex() {
    return encode(Encoding.HEX);
  }

  /**
   * This id in dotted hexadecimal.
   *
   * @return like {@code 0000.0000.0000.04d2}
   */
  public String dothex() {
    return encode(Encoding.DOTHEX);
  }

  /**
   * The directory of this job in the key-value store.
   *
   * @return like {@code job.0000.0000.0000.04d2}
   */
  public String kvs() {
    return encode(Encoding.KVS);
  }

  /**
   * This id as Flux shows it to people, whatever the locale.
   *
   * @return like {@code ƒNH}
   */
  public String f58() {
    return encode(Encoding.F58);
  }

  /**
   * This id as Flux shows it to people, in ASCII.
   *
   * @return like {@code fNH}
   */
  public String f58plain() {
    return encode(Encoding.F58PLAIN);
  }

  /**
   * This id in six words, to be spoken.
   *
   * @return like {@code turtle-academy-academy--academy-academy-academy}
   */
  public String words() {
    return encode(Encoding.WORDS);
  }

  /**
   * This id in emoji.
   *
   * @return like {@code 😁👌}
   */
  public String emoji() {
    return encode(Encoding.EMOJI);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobId id && id.value == value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public int compareTo(JobId other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return f58();
  }
}
