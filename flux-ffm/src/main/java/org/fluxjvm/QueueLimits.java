package org.fluxjvm;

import java.time.Duration;
import java.util.Optional;

/**
 * What jobs a queue takes, by the configuration of the instance ({@code flux-config-policy(5)}).
 *
 * @param least the smallest job
 * @param most the largest job
 * @param duration the longest time limit, if there is one
 */
public record QueueLimits(QueueSize least, QueueSize most, Optional<Duration> duration) {}
