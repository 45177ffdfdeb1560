package org.fluxjvm.scheduler.control;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each action: who, what, and what came of it. */
final class Audit {
  private static final Logger LOG = LoggerFactory.getLogger("org.fluxjvm.scheduler.audit");

  private Audit() {}

  static void done(String user, Request.Action action, String outcome) {
    LOG.info("{}: {}: done: {}", user, action.describe(), line(outcome));
  }

  static void refused(String user, Request.Action action, String reason) {
    LOG.info("{}: {}: refused: {}", user, action.describe(), line(reason));
  }

  /** What others wrote, such as a database's message, must not look like a line of its own. */
  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ");
  }
}
