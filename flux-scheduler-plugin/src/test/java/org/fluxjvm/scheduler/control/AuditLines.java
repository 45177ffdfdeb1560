package org.fluxjvm.scheduler.control;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The lines of the audit log, as long as it is open. */
final class AuditLines extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("org.fluxjvm.scheduler.audit");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  AuditLines() {
    setFormatter(new SimpleFormatter());
    logger.setLevel(Level.INFO);
    logger.addHandler(this);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(getFormatter().formatMessage(record));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(null);
  }
}
