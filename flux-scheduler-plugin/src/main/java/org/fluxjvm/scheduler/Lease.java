package org.fluxjvm.scheduler;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second scheduler of the same name off a Flux instance: a service of Flux that only one
 * client can be registered for. It ends with the connection, so that a crash leaves nothing behind.
 *
 * <p>Flux does not say whose a service is. So that the name need not be given up to find out, a
 * second service is registered beside it, under a name that nobody else can know: as long as that
 * is there, so is the connection, and so is the name.
 *
 * <p>Services are kept by the broker that the client is connected to: schedulers of one name on
 * different brokers of one instance do not see each other.
 */
final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private static final int PATIENCE_SECONDS = 1;

  private final Flux flux;
  private final String service;
  private final String witness;

  /** Whether the witness, if it is there, is of the connection that has the service. */
  private boolean certain = true;

  /** What the service was registered over; none where it need not be. */
  private Optional<Connection> connection = Optional.empty();

  private Lease(Flux flux, String service) {
    this.flux = flux;
    this.service = service;
    this.witness = service + "-" + UUID.randomUUID();
  }

  static Lease take(Flux flux, String scheduler) {
    // A guest may only register names that begin with his user id.
    String service = JobQuery.mine().owner().orElseThrow() + "-qz-" + word(scheduler);
    Lease lease = new Lease(flux, service);
    Connection connection = new Connection(flux);
    try {
      lease.add(service);
      lease.add(lease.witness);
      lease.connection = Optional.of(connection);
    } catch (FluxException e) {
      connection.close();
      if (e.errno() == Errno.ENOSYS) { // an embedded instance is nobody else's
        LOG.debug("{} has no services to lease", flux.uri());
      } else {
        throw new LedgerException(refusal(e, scheduler), e);
      }
    }
    return lease;
  }

  /** What is leased. */
  String service() {
    return service;
  }

  /**
   * Makes sure that it is still there before something is done that only one scheduler may do:
   * asks, unless the connection has lasted since that was asked last.
   *
   * @throws LedgerException if another scheduler has taken it meanwhile, or Flux is out of reach
   */
  synchronized void require() {
    if (connection.isPresent() && !(certain && connection.get().lasts())) {
      try {
        renew();
      } catch (FluxException e) {
        throw new LedgerException(
            "whether %s is still leased on %s is not known: %s"
                .formatted(service, flux.uri(), e.getMessage()),
            e);
      }
    }
  }

  /**
   * Takes it again where it went with a connection, which the handle has opened anew since.
   *
   * @throws LedgerException if another scheduler has taken it meanwhile
   * @throws FluxException if Flux is out of reach
   */
  synchronized void renew() {
    boolean wasCertain = certain;
    certain = false;
    connection = connection.map(this::lasting);
    try {
      boolean wasGone = isAdded(service);
      boolean wasLost = isAdded(witness);
      certain = wasGone || (wasCertain && !wasLost) || isOurs();
      if (!certain) {
        throw new LedgerException(
            "another scheduler has taken %s on %s while the connection was lost: stop one of the two"
                .formatted(service, flux.uri()),
            null);
      }
    } catch (FluxException e) {
      if (e.errno() != Errno.ENOSYS) {
        throw e;
      }
    }
  }

  /** The connection whose registration is asked for next. */
  private Connection lasting(Connection known) {
    return known.lasts() ? known : new Connection(flux);
  }

  /**
   * For a connection that was lost while the lease was renewed, now or the last time. Only the
   * owner can remove a service.
   */
  private boolean isOurs() {
    try {
      remove(service);
    } catch (FluxException e) {
      if (e.errno() != Errno.ENOENT && e.errno() != Errno.EINVAL) {
        throw e;
      }
    }
    return isAdded(service);
  }

  private void add(String name) {
    flux.rpc("service.add", Map.of("service", name));
  }

  private void remove(String name) {
    flux.rpc("service.remove", Map.of("service", name));
  }

  private boolean isAdded(String name) {
    try {
      add(name);
      return true;
    } catch (FluxException e) {
      if (e.errno() == Errno.EEXIST) {
        return false;
      }
      throw e;
    }
  }

  private static String refusal(FluxException error, String scheduler) {
    return error.errno() == Errno.EEXIST
        ? "a scheduler named '%s' runs on this Flux instance already: without a database two of one name"
                .formatted(scheduler)
            + " would run everything twice. Stop the other, or name this one differently"
        : "scheduler '%s' cannot be made the only one of its name on this Flux instance: %s"
            .formatted(scheduler, error.getMessage());
  }

  /** Dots separate the parts of a topic; the rest that a name may have is harmless. */
  private static String word(String scheduler) {
    return scheduler.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_")
        + "-"
        + Integer.toHexString(scheduler.hashCode());
  }

  /** A broker that does not answer has lost the services, or will when the handle is closed. */
  @Override
  public void close() {
    connection.ifPresent(Connection::close);
    CompletableFuture<?>[] removals =
        Stream.of(service, witness).map(this::removeAsync).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(removals).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      LOG.debug("The services of {} were not all there to remove", service, e);
    }
  }

  private CompletableFuture<?> removeAsync(String name) {
    return flux.rpcAsync("service.remove", Map.of("service", name));
  }
}
