package org.fluxjvm.connector;

import java.lang.foreign.MemorySegment;

/**
 * A borrowed {@code flux_t}, for the functions of the generated package.
 *
 * <p>Both segments are confined to the event loop and to one connection: another thread's access
 * throws {@link WrongThreadException}, and access after the broker was lost throws {@link
 * IllegalStateException}. What is made with the handle must be destroyed before then, or is lost
 * with it.
 *
 * @param flux the {@code flux_t *}
 * @param reactor the {@code flux_reactor_t *} that the event loop runs
 */
public record NativeHandle(MemorySegment flux, MemorySegment reactor) {}
