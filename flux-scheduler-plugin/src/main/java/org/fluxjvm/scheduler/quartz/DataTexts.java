package org.fluxjvm.scheduler.quartz;

import java.util.Optional;
import java.util.OptionalInt;
import org.quartz.JobDataMap;

/**
 * The texts of a job data map. What is no text is refused: it would not pass where job data are
 * properties, and reading it from a database would run whatever code its bytes name.
 */
final class DataTexts {
  private final JobDataMap data;

  DataTexts(JobDataMap data) {
    this.data = data;
  }

  Optional<String> text(String key) {
    Object value = data.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new IllegalArgumentException(
        key + ": must be a text, not a " + value.getClass().getSimpleName());
  }

  OptionalInt number(String key, int least, int most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text.get().strip());
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrongNumber(key, least, most, text.get()), e);
    }
    throw new IllegalArgumentException(wrongNumber(key, least, most, text.get()));
  }

  private static String wrongNumber(String key, int least, int most, String text) {
    String range = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
    return key + ": must be a number, " + range + ", not " + text;
  }

  boolean truth(String key) {
    String text = text(key).orElse("false").strip();
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(key + ": must be true or false, not " + text);
    };
  }
}
