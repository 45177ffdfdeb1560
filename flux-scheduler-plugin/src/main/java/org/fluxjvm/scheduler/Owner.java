package org.fluxjvm.scheduler;

/**
 * Who follows a run.
 *
 * @param node one start of one scheduler: no two are the same
 * @param fireInstance the firing that waits for the run: Quartz's fire instance id
 */
public record Owner(String node, String fireInstance) {}
