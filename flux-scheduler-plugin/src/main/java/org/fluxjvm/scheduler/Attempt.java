package org.fluxjvm.scheduler;

/**
 * Which submission of a run is meant. A job that fails is tried again as its {@link RetryPolicy}
 * allows; a submission that provably never started is repeated within its try.
 *
 * @param number the try, from 1
 * @param submission the submission within the try, from 1
 */
public record Attempt(int number, int submission) implements Comparable<Attempt> {
  /** The first submission of the first try. */
  public static final Attempt FIRST = new Attempt(1, 1);

  /**
   * The next submission of the same try.
   *
   * @return an attempt
   */
  public Attempt resubmission() {
    return new Attempt(number, submission + 1);
  }

  /**
   * The first submission of the next try.
   *
   * @return an attempt
   */
  public Attempt retry() {
    return new Attempt(number + 1, 1);
  }

  @Override
  public int compareTo(Attempt other) {
    return number == other.number
        ? Integer.compare(submission, other.submission)
        : Integer.compare(number, other.number);
  }
}
