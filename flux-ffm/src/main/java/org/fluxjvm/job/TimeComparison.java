package org.fluxjvm.job;

import java.util.regex.Pattern;

/** The form of a time in a constraint: an operator and seconds since the epoch. */
final class TimeComparison {
  private static final Pattern FORM =
      Pattern.compile("(<=?|>=?)[0-9]{1,18}(\\.[0-9]{0,18})?(E[0-9]{1,2})?");

  private TimeComparison() {}

  static String check(String operator, String comparison) {
    if (!FORM.matcher(comparison).matches()) {
      throw new IllegalArgumentException(
          operator
              + ": must be one of < <= > >= and seconds since the epoch, like \">1700000000.5\","
              + " not \""
              + comparison
              + '"');
    }
    return comparison;
  }
}
