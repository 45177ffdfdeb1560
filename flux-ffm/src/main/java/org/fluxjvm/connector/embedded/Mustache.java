package org.fluxjvm.connector.embedded;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code {{tag}}} templates of jobs: an unknown tag stays as it is. */
final class Mustache {
  private static final Pattern TAG = Pattern.compile("\\{\\{([^{}]*)}}");

  private Mustache() {}

  static String render(String template, Function<String, Optional<String>> tags) {
    return TAG.matcher(template)
        .replaceAll(
            tag -> Matcher.quoteReplacement(tags.apply(tag.group(1).strip()).orElse(tag.group())));
  }
}
