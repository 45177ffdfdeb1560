package org.fluxjvm.scheduler;

/**
 * A run that follows upon the end of another.
 *
 * @param key its firing, scheduled for the same time as its parent's
 * @param job its job: group and name, joined by a dot
 */
public record Successor(RunKey key, String job) {}
