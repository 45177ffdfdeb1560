package org.fluxjvm.scheduler.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the controls of a scheduler on the socket of its state directory (mode 0600). Who offers
 * it has the directory's {@link StateLock}: a socket that is there is a dead program's.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final int CLIENTS = 64;

  /** Who follows logs stays for long, and must leave room for those who want something done. */
  private static final int FOLLOWERS = 48;

  /** How long to wait after a failure such as one for want of file descriptors. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Path path;
  private final ServerSocketChannel socket;
  private final Door door;
  private final Controls controls;
  private final Duration patience;
  private final Semaphore room = new Semaphore(CLIENTS);
  private final Semaphore followers = new Semaphore(FOLLOWERS);
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final CountDownLatch closing = new CountDownLatch(1);

  /** Lets clients in. */
  interface Door {
    SocketChannel accept() throws IOException;
  }

  private ControlServer(
      Path path, ServerSocketChannel socket, Door door, Controls controls, Duration patience) {
    this.path = path;
    this.socket = socket;
    this.door = door;
    this.controls = controls;
    this.patience = patience;
  }

  /**
   * Begins to listen.
   *
   * @param directory the state directory, locked by the caller
   * @param controls what to offer; called on virtual threads, by many at a time
   * @return the server
   */
  public static ControlServer start(StateDirectory directory, Controls controls) {
    return start(directory, controls, PATIENCE);
  }

  static ControlServer start(StateDirectory directory, Controls controls, Duration patience) {
    return start(directory, controls, patience, UnaryOperator.identity());
  }

  static ControlServer start(
      StateDirectory directory, Controls controls, Duration patience, UnaryOperator<Door> watched) {
    Path path = directory.socket();
    try {
      Files.deleteIfExists(path);
      ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      socket.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      ControlServer server =
          new ControlServer(path, socket, watched.apply(socket::accept), controls, patience);
      server.threads.execute(server::accept);
      return server;
    } catch (IOException e) {
      throw new ControlException("cannot listen on " + path + ": " + e, e);
    }
  }

  private void accept() {
    while (socket.isOpen()) {
      try {
        SocketChannel connection = door.accept();
        connections.add(connection);
        threads.execute(() -> converse(connection));
      } catch (ClosedChannelException e) {
        return; // by close
      } catch (IOException e) {
        LOG.error("A command on {} was not taken; in {} the next ones are", path, PAUSE, e);
        if (closesWithin(PAUSE)) {
          return;
        }
      }
    }
  }

  private boolean closesWithin(Duration pause) {
    try {
      return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void converse(SocketChannel connection) {
    boolean heard = room.tryAcquire();
    try (Conversation conversation = new Conversation(connection, controls, patience, followers)) {
      if (heard) {
        conversation.hold();
      } else {
        conversation.turnAway();
      }
    } catch (IOException e) {
      LOG.debug("A connection ended early", e);
    } finally {
      connections.remove(connection);
      if (heard) {
        room.release();
      }
    }
  }

  /** Takes no more requests, and ends what is followed; answers under way have two seconds. */
  @Override
  public void close() {
    closing.countDown();
    try {
      socket.close();
      Files.deleteIfExists(path);
      threads.shutdown();
      if (!threads.awaitTermination(FAREWELL.toNanos(), TimeUnit.NANOSECONDS)) {
        for (SocketChannel connection : connections) {
          connection.close();
        }
      }
    } catch (IOException e) {
      LOG.warn("The socket {} did not close", path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
