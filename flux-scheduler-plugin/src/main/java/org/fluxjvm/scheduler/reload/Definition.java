package org.fluxjvm.scheduler.reload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.scheduler.schedule.Firing;
import org.fluxjvm.scheduler.schedule.Misfire;

/**
 * What a schedule file says of a job, in short: kept with the job, it tells later what has changed.
 * A job whose trigger is used up and gone keeps it, and so is not taken for one that is to be
 * scheduled.
 *
 * @param firing a digest of when it fires
 * @param work a digest of all else
 */
record Definition(String firing, String work) {
  private static final int BYTES = 16;
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{32})/([0-9a-f]{32})");

  static Definition of(Firing firing, Misfire misfire, Map<String, String> data) {
    return new Definition(
        digest(text(firing) + " " + misfire), digest(new TreeMap<>(data).toString()));
  }

  /** The definition in a job's data; empty if that is no definition. */
  static Optional<Definition> parse(String text) {
    return Optional.of(TEXT.matcher(text))
        .filter(Matcher::matches)
        .map(found -> new Definition(found.group(1), found.group(2)));
  }

  boolean firesAs(Definition other) {
    return firing.equals(other.firing);
  }

  private static String text(Firing firing) {
    return switch (firing) {
      case Firing.Cron cron -> "cron " + cron.timezone() + " " + cron.expression();
      case Firing.Every every -> "every " + every.interval() + " " + every.count();
      case Firing.At at -> "at " + at.instant();
      case Firing.After after -> "after " + after.on() + " " + after.job();
    };
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return firing + "/" + work;
  }
}
