package org.fluxjvm.connector.libflux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.fluxjvm.jextract.flux_comms_error_f;
import org.fluxjvm.jextract.flux_continuation_f;
import org.fluxjvm.jextract.flux_msg_handler_f;
import org.fluxjvm.jextract.flux_watcher_f;

/**
 * The functions that libflux-core calls back: one stub per kind, for the life of an event loop.
 *
 * @param response {@code flux_continuation_f}: a response has come, its call's number is the
 *     argument
 * @param wakeup {@code flux_watcher_f}: the eventfd is readable
 * @param brokerLost {@code flux_comms_error_f}: the connection has failed
 * @param ignored {@code flux_msg_handler_f}: a message that nobody asked for
 */
record Upcalls(
    MemorySegment response, MemorySegment wakeup, MemorySegment brokerLost, MemorySegment ignored) {

  /** What the stubs do; nothing that these throw may leave them. */
  interface Target {
    void onResponse(MemorySegment future, int slot);

    void onWakeup();
  }

  static Upcalls allocate(Target target, Arena arena) {
    return new Upcalls(
        flux_continuation_f.allocate(
            (future, slot) -> target.onResponse(future, (int) slot.address()), arena),
        flux_watcher_f.allocate((reactor, watcher, events, arg) -> target.onWakeup(), arena),
        // Not resumed here: with any callback set, flux_reactor_run fails with ECONNRESET.
        flux_comms_error_f.allocate((flux, arg) -> -1, arena),
        flux_msg_handler_f.allocate((flux, handler, message, arg) -> {}, arena));
  }
}
