package org.fluxjvm.job;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of names in rules: {@code glob(7)}, or after a slash a regular expression. */
final class NamePattern {
  private NamePattern() {}

  static Predicate<String> of(String argument, String pattern) {
    try {
      if (pattern.startsWith("/")) {
        Pattern start = Pattern.compile(pattern.substring(1).replaceFirst("/+$", ""));
        return name -> start.matcher(name).lookingAt();
      }
      return Pattern.compile(regex(pattern)).asMatchPredicate();
    } catch (PatternSyntaxException e) {
      throw new JobspecException(argument, "'" + pattern + "' is no pattern: " + e.getMessage(), e);
    }
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder("(?s)");
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (close > 0) {
        String set = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = close;
      } else {
        regex.append(
            switch (c) {
              case '*' -> ".*";
              case '?' -> ".";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    return regex.toString();
  }
}
