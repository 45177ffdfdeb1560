package org.fluxjvm.scheduler;

import java.util.Locale;
import java.util.Map;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second scheduler of the same name off a Flux instance: a service of Flux that only one
 * client can be registered for. It ends with the connection, so that a crash leaves nothing behind.
 *
 * <p>Services are kept by the broker that the client is connected to: schedulers of one name on
 * different brokers of one instance do not see each other.
 */
final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final Flux flux;
  private final String service;

  private Lease(Flux flux, String service) {
    this.flux = flux;
    this.service = service;
  }

  static Lease take(Flux flux, String scheduler) {
    // A guest may only register names that begin with his user id.
    String service = JobQuery.mine().owner().orElseThrow() + "-qz-" + word(scheduler);
    try {
      flux.rpc("service.add", Map.of("service", service));
    } catch (FluxException e) {
      if (e.errno() == Errno.ENOSYS) { // an embedded instance is nobody else's
        LOG.debug("{} has no services to lease", flux.uri());
      } else {
        throw new LedgerException(refusal(e, scheduler), e);
      }
    }
    return new Lease(flux, service);
  }

  /** What is leased. */
  String service() {
    return service;
  }

  /**
   * Takes it again where it went with a connection, which the handle has opened anew since.
   *
   * @throws LedgerException if another scheduler has taken it meanwhile
   * @throws FluxException if Flux is out of reach
   */
  void renew() {
    try {
      if (!isAdded()) {
        flux.rpc("service.remove", Map.of("service", service)); // only the owner can
        if (!isAdded()) {
          throw lost(null);
        }
      }
    } catch (FluxException e) {
      if (e.errno() == Errno.ENOENT) {
        throw lost(e);
      }
      if (e.errno() != Errno.ENOSYS) {
        throw e;
      }
    }
  }

  private boolean isAdded() {
    try {
      flux.rpc("service.add", Map.of("service", service));
      return true;
    } catch (FluxException e) {
      if (e.errno() == Errno.EEXIST) {
        return false;
      }
      throw e;
    }
  }

  private LedgerException lost(@Nullable FluxException error) {
    return new LedgerException(
        "another scheduler has taken %s on %s while the connection was lost: stop one of the two"
            .formatted(service, flux.uri()),
        error);
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

  @Override
  public void close() {
    try {
      flux.rpc("service.remove", Map.of("service", service));
    } catch (FluxException e) {
      LOG.debug("The service {} went with its connection", service, e);
    }
  }
}
