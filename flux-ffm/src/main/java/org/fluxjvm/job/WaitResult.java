package org.fluxjvm.job;

/**
 * What the job manager says of a waitable job that has ended.
 *
 * @param id the job
 * @param success whether it ran and all tasks ended with exit code 0
 * @param error why it did not succeed, such as {@code task(s) exited with exit code 1}; empty if it
 *     did
 */
public record WaitResult(JobId id, boolean success, String error) {}
