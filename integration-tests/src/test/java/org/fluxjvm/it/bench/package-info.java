/**
 * Benchmarks: this library and Flux's Python bindings, in turn, on one real instance with simulated
 * execution, and JMH figures of the client alone. {@code mvn -B -Pbench verify} runs them.
 *
 * <p>Each client is a process of its own, which lives as long as the run and is told what to do a
 * line at a time; its answers are lines of JSON.
 */
@NullMarked
package org.fluxjvm.it.bench;

import org.jspecify.annotations.NullMarked;
