package org.fluxjvm.job;

/** Checks the counts that a builder is given. */
final class Count {
  private Count() {}

  static int atLeast(int least, String argument, int count) {
    if (count < least) {
      throw new JobspecException(argument, "must be an integer >= " + least + ", got " + count);
    }
    return count;
  }
}
