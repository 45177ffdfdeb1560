package org.fluxjvm.scheduler.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What is logged, as one line for each record, with the time in UTC: warnings and errors, or more
 * if asked for.
 */
final class LogLines extends Handler {
  private static final String PACKAGE = "org.fluxjvm";

  /** That of the lines about runs, which it may stand between. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final boolean verbose;
  private volatile Consumer<String> sink;

  private LogLines(boolean verbose, Consumer<String> sink) {
    this.verbose = verbose;
    this.sink = sink;
    setFormatter(new SimpleFormatter());
  }

  /** Takes over all logging of this virtual machine. */
  static LogLines install(boolean verbose, Consumer<String> sink) {
    LogManager.getLogManager().reset();
    LogLines lines = new LogLines(verbose, sink);
    Logger root = Logger.getLogger("");
    root.setLevel(verbose ? Level.INFO : Level.WARNING);
    root.addHandler(lines);
    AUDIT.setLevel(Level.INFO);
    if (verbose) {
      lines.setLevel(Level.ALL);
      OWN.setLevel(Level.FINE);
    }
    return lines;
  }

  /** The log manager itself would let it be collected, and its level with it. */
  private static final Logger OWN = Logger.getLogger(PACKAGE);

  /** Who did what is told in any case. */
  private static final Logger AUDIT = Logger.getLogger("org.fluxjvm.scheduler.audit");

  void to(Consumer<String> other) {
    sink = other;
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      sink.accept(line(record));
    }
  }

  private String line(LogRecord record) {
    StringBuilder line = new StringBuilder(TIME.format(record.getInstant()));
    line.append("  flux-scheduler: ");
    line.append(record.getLevel().getName().toLowerCase(Locale.ROOT)).append(": ");
    line.append(getFormatter().formatMessage(record));
    Throwable thrown = record.getThrown();
    if (thrown != null && !verbose) {
      line.append(": ").append(String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""));
    } else if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.append(System.lineSeparator()).append(trace.toString().stripTrailing());
    }
    return line.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
