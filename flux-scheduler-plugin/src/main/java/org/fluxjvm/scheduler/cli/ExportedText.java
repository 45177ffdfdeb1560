package org.fluxjvm.scheduler.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the files that watch a scheduler are to name things.
 *
 * @param prefix the word before the names of all meters, as a registry of Prometheus has it
 * @param runbook where the page is served that says what to do about alerts
 */
record ExportedText(Optional<String> prefix, Optional<String> runbook) {
  private static final String PAGE = "RUNBOOK.md#";
  private static final Pattern METER = Pattern.compile("(?<![\\w.$-])(?=(?:quartz|flux)_[a-z])");
  private static final Pattern UNUSUAL = Pattern.compile("[^a-zA-Z0-9]");

  /** Names as the options say them. */
  static ExportedText of(String prefix, String runbook) {
    return new ExportedText(
        Optional.of(prefix)
            .filter(word -> !word.isBlank())
            .map(word -> UNUSUAL.matcher(word).replaceAll("_") + "_"),
        Optional.of(runbook).filter(url -> !url.isBlank()));
  }

  /** A file's text with those names. */
  String of(String text) {
    String named = prefix.map(word -> METER.matcher(text).replaceAll(word)).orElse(text);
    return runbook
        .map(url -> named.replace("runbook_url: " + PAGE, "runbook_url: " + url + "#"))
        .orElse(named);
  }
}
