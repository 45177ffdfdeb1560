package org.fluxjvm.connector.embedded;

/** Something that a job waits for before it is scheduled. */
sealed interface Dependency {
  /** What stands for it in event logs and listings. */
  String description();

  /**
   * Another job.
   *
   * @param named the id as the jobspec has it
   */
  record After(AfterType type, EmbeddedJob target, String named) implements Dependency {
    @Override
    public String description() {
      return type.description() + "=" + named;
    }
  }

  /** That no other job of the same user and name is active. */
  record Singleton() implements Dependency {
    @Override
    public String description() {
      return "singleton";
    }
  }

  /**
   * A time.
   *
   * @param seconds since the epoch
   */
  record BeginTime(double seconds) implements Dependency {
    @Override
    public String description() {
      return "begin-time=%.3f".formatted(seconds);
    }
  }
}
