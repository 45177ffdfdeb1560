package org.fluxjvm.metrics;

/** The tag {@code queue}, whose number of values is bounded. */
public final class QueueLabel {
  /** The value for jobs without a queue, and for the queue of an instance that has no named one. */
  public static final String ANONYMOUS = "anonymous";

  /** The value for what is not shown by itself, as there is too much of it. */
  public static final String OTHER = "other";

  /** How many queues are shown by their names. */
  public static final int LIMIT = 100;

  /** What the documentation says of the tag. */
  public static final String MEANING =
      "`" + ANONYMOUS + "`: none; `" + OTHER + "`: those after the first " + LIMIT;

  /** The same, where those that come first by name are shown. */
  static final String MEANING_BY_NAME = MEANING + " by name";

  private QueueLabel() {}

  /** The value for a queue of which it is known that it is shown by its name. */
  static String of(String name) {
    return name.isEmpty() ? ANONYMOUS : name;
  }
}
