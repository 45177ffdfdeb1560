package org.fluxjvm.it.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a broker that lives on when their connection is cut. */
final class SocketProxy implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path broker;
  private final Path socket;
  private final ServerSocketChannel server;
  private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  private SocketProxy(Path broker, Path directory) throws IOException {
    this.broker = broker;
    this.socket = directory.resolve("proxy");
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /** Listens in a directory on behalf of the broker at a {@code local:} URI. */
  static SocketProxy of(String uri, Path directory) {
    try {
      return new SocketProxy(Path.of(uri.substring("local://".length())), directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String uri() {
    return "local://" + socket;
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        connect(server.accept());
      }
    } catch (IOException e) {
      close(); // as it does when it is closed
    }
  }

  private void connect(SocketChannel client) throws IOException {
    if (cut) {
      client.close();
      return;
    }
    SocketChannel there = SocketChannel.open(UnixDomainSocketAddress.of(broker));
    connections.addAll(List.of(client, there));
    Thread.ofPlatform().daemon().start(() -> copy(client, there));
    Thread.ofPlatform().daemon().start(() -> copy(there, client));
  }

  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      buffer.clear(); // what was on its way when the connection was cut is lost
    }
  }

  /** Ends all connections, and takes no others until it is mended. */
  void cut() {
    cut = true;
    connections.forEach(SocketProxy::close);
    connections.clear();
  }

  void mend() {
    cut = false;
  }

  private static void close(SocketChannel connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
