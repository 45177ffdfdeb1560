package org.fluxjvm.scheduler.schedule;

import java.util.Optional;

/** Reads the value of a field; empty, and a problem told, if it is wrong. */
@FunctionalInterface
interface ValueReader<T> {
  Optional<T> read(Field field, Problems problems);
}
