package org.fluxjvm.connector.libflux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * The eventfd (eventfd(2)) that wakes an event loop out of the reactor.
 *
 * <p>{@code flux_reactor_stop} from another thread is lost, so a descriptor is the only way. Only
 * the first wake-up of a burst writes.
 */
public final class Wakeup implements AutoCloseable {
  private static final int EFD_CLOEXEC = 0x80000;
  private static final int EFD_NONBLOCK = 0x800;

  private static final MethodHandle EVENTFD = libc("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle WRITE = libc("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle READ = libc("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = libc("close", JAVA_INT, JAVA_INT);

  private final int fd;
  private final MemorySegment one;
  private final MemorySegment drained;
  private final AtomicBoolean pending = new AtomicBoolean();
  private boolean closed;

  /**
   * Opens an eventfd.
   *
   * @param shared outlives it
   */
  public Wakeup(Arena shared) {
    this.one = shared.allocateFrom(JAVA_LONG, 1L);
    this.drained = shared.allocate(JAVA_LONG);
    try {
      this.fd = (int) EVENTFD.invokeExact(0, EFD_CLOEXEC | EFD_NONBLOCK);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
    if (fd < 0) {
      throw new FluxException(Errno.EMFILE, "eventfd", "no file descriptor to wake the event loop");
    }
  }

  private static MethodHandle libc(String name, MemoryLayout result, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError(name + " is not in the C library"));
    return linker.downcallHandle(address, FunctionDescriptor.of(result, parameters));
  }

  /**
   * The descriptor, readable after {@link #wake}.
   *
   * @return a file descriptor
   */
  public int fd() {
    return fd;
  }

  /** Wakes the loop; safe from any thread, also after close. */
  public void wake() {
    if (pending.compareAndSet(false, true)) {
      write();
    }
  }

  /** A descriptor that is closed may already be somebody else's: hence the lock. */
  private synchronized void write() {
    if (closed) {
      return;
    }
    try {
      // Fails only with EAGAIN, when the counter is full and the loop thus woken.
      long _ = (long) WRITE.invokeExact(fd, one, 8L);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  /** Called by the loop before it looks for work: what is queued later will wake it again. */
  public void acknowledge() {
    try {
      long _ = (long) READ.invokeExact(fd, drained, 8L);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
    pending.set(false);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      int _ = (int) CLOSE.invokeExact(fd);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }
}
