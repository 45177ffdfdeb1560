package org.fluxjvm.job;

/** The levels of messages of the job shell (RFC 24), as they show in a message. */
final class ShellLevel {
  private static final int ERROR = 3;
  private static final int WARN = 4;
  private static final int NOTICE = 5;
  private static final int DEBUG = 6;

  private ShellLevel() {}

  static String label(int level) {
    return switch (level) {
      case ERROR -> "ERROR: ";
      case WARN -> " WARN: ";
      case NOTICE -> "";
      case DEBUG -> "DEBUG: ";
      default -> level < ERROR ? "FATAL: " : "TRACE: ";
    };
  }
}
