package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void a_line_says_when_it_was_logged_by_whom_and_how_grave_it_is() {
    LogRecord record = new LogRecord(Level.WARNING, "{0} is gone");
    record.setParameters(new Object[] {"the database"});
    record.setThrown(new IllegalStateException("closed\nand more"));
    record.setInstant(Instant.parse("2026-11-30T08:15:30.1239Z"));

    LogLines.install(false, lines::add).publish(record);

    assertThat(lines)
        .containsExactly(
            "2026-11-30T08:15:30.123Z  flux-scheduler: warning: the database is gone: closed");
  }
}
