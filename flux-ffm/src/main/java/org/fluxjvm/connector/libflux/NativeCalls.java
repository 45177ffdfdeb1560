package org.fluxjvm.connector.libflux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.fluxjvm.jextract.FluxCore;

/**
 * The functions of libflux-core that report failure through errno.
 *
 * <p>A generated method loses errno, so these are linked once more from the generated address and
 * descriptor, with errno captured. One object per event loop, used on its thread only.
 */
final class NativeCalls {
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      link(FluxCore.flux_open_ex$address(), FluxCore.flux_open_ex$descriptor());
  private static final MethodHandle ATTR_GET =
      link(FluxCore.flux_attr_get$address(), FluxCore.flux_attr_get$descriptor());
  private static final MethodHandle FD_WATCHER_CREATE =
      link(FluxCore.flux_fd_watcher_create$address(), FluxCore.flux_fd_watcher_create$descriptor());
  private static final MethodHandle MSG_HANDLER_CREATE =
      link(
          FluxCore.flux_msg_handler_create$address(),
          FluxCore.flux_msg_handler_create$descriptor());
  private static final MethodHandle RPC_RAW =
      link(FluxCore.flux_rpc_raw$address(), FluxCore.flux_rpc_raw$descriptor());
  private static final MethodHandle RPC_GET_RAW =
      link(FluxCore.flux_rpc_get_raw$address(), FluxCore.flux_rpc_get_raw$descriptor());
  private static final MethodHandle THEN =
      link(FluxCore.flux_future_then$address(), FluxCore.flux_future_then$descriptor());
  private static final MethodHandle JOB_SUBMIT =
      link(FluxCore.flux_job_submit$address(), FluxCore.flux_job_submit$descriptor());
  private static final MethodHandle REACTOR_RUN =
      link(FluxCore.flux_reactor_run$address(), FluxCore.flux_reactor_run$descriptor());

  private final MemorySegment state;

  NativeCalls(Arena arena) {
    this.state = arena.allocate(STATE);
  }

  private static MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(address, descriptor, Linker.Option.captureCallState("errno"));
  }

  /** What the last call that failed left in errno; without meaning after one that succeeded. */
  int errno() {
    return (int) ERRNO.get(state, 0L);
  }

  MemorySegment open(MemorySegment uri, int flags, MemorySegment error) {
    try {
      return (MemorySegment) OPEN.invokeExact(state, uri, flags, error);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  MemorySegment attrGet(MemorySegment flux, MemorySegment name) {
    try {
      return (MemorySegment) ATTR_GET.invokeExact(state, flux, name);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  MemorySegment fdWatcherCreate(MemorySegment reactor, int fd, int events, MemorySegment callback) {
    try {
      return (MemorySegment)
          FD_WATCHER_CREATE.invokeExact(state, reactor, fd, events, callback, MemorySegment.NULL);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  MemorySegment msgHandlerCreate(MemorySegment flux, MemorySegment match, MemorySegment callback) {
    try {
      return (MemorySegment)
          MSG_HANDLER_CREATE.invokeExact(state, flux, match, callback, MemorySegment.NULL);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  MemorySegment rpcRaw(
      MemorySegment flux,
      MemorySegment topic,
      MemorySegment data,
      long length,
      int nodeId,
      int flags) {
    try {
      return (MemorySegment) RPC_RAW.invokeExact(state, flux, topic, data, length, nodeId, flags);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int rpcGetRaw(MemorySegment future, MemorySegment data, MemorySegment length) {
    try {
      return (int) RPC_GET_RAW.invokeExact(state, future, data, length);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int then(MemorySegment future, double seconds, MemorySegment callback, long argument) {
    try {
      return (int)
          THEN.invokeExact(state, future, seconds, callback, MemorySegment.ofAddress(argument));
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  MemorySegment jobSubmit(MemorySegment flux, MemorySegment jobspec, int urgency, int flags) {
    try {
      return (MemorySegment) JOB_SUBMIT.invokeExact(state, flux, jobspec, urgency, flags);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  int reactorRun(MemorySegment reactor) {
    try {
      return (int) REACTOR_RUN.invokeExact(state, reactor, 0);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /** Downcalls declare Throwable, and throw only what a wrong signature or a dead arena throws. */
  private static RuntimeException unexpected(Throwable t) {
    return switch (t) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(t);
    };
  }
}
