package org.fluxjvm.scheduler.cli;

import java.nio.charset.Charset;
import java.util.Map;
import org.fluxjvm.job.JobId;

/**
 * What the reader's side can show.
 *
 * @param unicode whether it has more characters than ASCII
 * @param colour whether it takes escape sequences for colours
 */
record Style(boolean unicode, boolean colour) {
  static final Style PLAIN = new Style(false, false);

  /** The style for a stream; colours are for terminals, and {@code NO_COLOR} turns them off. */
  static Style of(Charset charset, boolean terminal, Map<String, String> environment) {
    return new Style(
        charset.newEncoder().canEncode("ƒ✓✗…"),
        terminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  String paint(Tone tone, String text) {
    return colour ? tone.paint(text) : text;
  }

  /** The id as Flux's own commands print it in the same locale. */
  String id(JobId id) {
    return unicode ? id.f58() : id.f58plain();
  }

  String good() {
    return unicode ? "✓" : "+";
  }

  String bad() {
    return unicode ? "✗" : "!";
  }

  String neutral() {
    return unicode ? "·" : "-";
  }

  String ellipsis() {
    return unicode ? "…" : "~";
  }

  String nothing() {
    return unicode ? "–" : "-";
  }
}
