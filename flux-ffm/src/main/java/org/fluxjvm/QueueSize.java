package org.fluxjvm;

import java.util.OptionalLong;

/**
 * A bound on the size of a job; what is empty is not bounded.
 *
 * @param nodes nodes
 * @param cores cores
 * @param gpus GPUs
 */
public record QueueSize(OptionalLong nodes, OptionalLong cores, OptionalLong gpus) {}
