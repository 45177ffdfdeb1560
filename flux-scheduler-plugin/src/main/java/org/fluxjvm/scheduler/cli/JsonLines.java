package org.fluxjvm.scheduler.cli;

import java.io.PrintStream;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints: one document on one line, with every key always there. */
final class JsonLines {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonLines() {}

  static void print(PrintStream out, Object document) {
    out.println(MAPPER.writeValueAsString(document));
    out.flush();
  }
}
