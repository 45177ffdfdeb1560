package org.fluxjvm.job;

/**
 * A jobspec that breaks a rule of RFC 14 or RFC 25.
 *
 * <p>The message is the place and the rule: {@code resources[0].count: must be an integer > 0, got
 * 0}. The place is a path into the JSON, or the argument of the builder that was wrong.
 */
public final class JobspecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String path;

  JobspecException(String path, String rule) {
    super((path.isEmpty() ? "jobspec" : path) + ": " + rule);
    this.path = path;
  }

  JobspecException(String path, String rule, Throwable cause) {
    this(path, rule);
    initCause(cause);
  }

  /**
   * Where the mistake is.
   *
   * @return a path like {@code tasks[0].command}, the name of a builder's method like {@code
   *     numTasks}, or the empty string for the jobspec as a whole
   */
  public String path() {
    return path;
  }
}
