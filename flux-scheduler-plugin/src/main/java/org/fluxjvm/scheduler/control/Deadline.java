package org.fluxjvm.scheduler.control;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what waits on a channel when the time is up, by closing it: sockets know no time-out. */
final class Deadline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  private final CompletableFuture<Void> met = new CompletableFuture<>();

  private Deadline(Channel channel, Duration limit) {
    CompletableFuture<?> _ =
        met.copy()
            .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
            .exceptionally(
                late -> {
                  shut(channel);
                  return null;
                });
  }

  static Deadline of(Channel channel, Duration limit) {
    return new Deadline(channel, limit);
  }

  private static void shut(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("A connection did not close", e);
    }
  }

  /** The wait is over. */
  @Override
  public void close() {
    met.complete(null);
  }
}
