package org.fluxjvm.job;

/** One job that a {@link JobFollower} follows. All methods are safe from any thread. */
public interface Following extends AutoCloseable {
  /**
   * Takes a submission back that has not been sent to Flux yet.
   *
   * @return true if there will be no job, and the listener is told nothing more; false if it is too
   *     late for that
   */
  boolean withdraw();

  /** Ends the following: the listener is told nothing more. The job runs on. */
  @Override
  void close();
}
