package org.fluxjvm.scheduler.schedule;

import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;

/**
 * The value of a field that was read.
 *
 * @param key where its key stands
 * @param place where the value stands
 * @param read the value; empty if it is wrong, which has been told
 */
record Value<T>(Mark key, Mark place, Optional<T> read) {}
