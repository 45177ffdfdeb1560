package org.fluxjvm.scheduler.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end, as the kernel says: {@code SO_PEERCRED} of unix(7). */
final class Peer {
  private Peer() {}

  /** The user's name, or its number if it has no name. */
  static String user(SocketChannel channel) throws IOException {
    return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
  }
}
