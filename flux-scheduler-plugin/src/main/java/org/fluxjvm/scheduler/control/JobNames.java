package org.fluxjvm.scheduler.control;

/**
 * The names of jobs as people know them: those of Quartz's default group, where a schedule file's
 * jobs are, go without the group.
 */
public final class JobNames {
  private static final String DEFAULT_GROUP = "DEFAULT.";

  private JobNames() {}

  /**
   * The name that a person reads.
   *
   * @param qualified group and name, joined by a dot
   * @return the name, without the default group
   */
  public static String shown(String qualified) {
    return qualified.startsWith(DEFAULT_GROUP)
        ? qualified.substring(DEFAULT_GROUP.length())
        : qualified;
  }

  /** The group and name, of a name that a person gave. */
  static String qualified(String shown) {
    return DEFAULT_GROUP + shown;
  }
}
