package org.fluxjvm.scheduler.schedule;

import java.util.OptionalInt;

/**
 * What a job asks Flux for.
 *
 * @param tasks tasks of a command, or task slots of a batch script, 1 or more
 * @param cores cores of each task, 1 or more
 * @param gpus GPUs of each task, 0 or more
 * @param nodes nodes to spread them over, 1 to {@code tasks}; empty to leave it to Flux
 * @param exclusive whether the nodes are shared with no other job; only with {@code nodes}
 */
public record Resources(int tasks, int cores, int gpus, OptionalInt nodes, boolean exclusive) {}
