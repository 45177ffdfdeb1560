package org.fluxjvm.job;

/**
 * A line that tasks of a job wrote.
 *
 * @param stream where to
 * @param tasks who wrote it
 * @param text the line without its end; what is not UTF-8 is replaced
 */
public record OutputLine(StdStream stream, TaskSet tasks, String text) {
  /**
   * The line with a label, as {@code flux job attach --label-io} writes it.
   *
   * @return like {@code 0: hello}
   */
  public String labelled() {
    return tasks + ": " + text;
  }
}
