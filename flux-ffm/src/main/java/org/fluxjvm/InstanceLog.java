package org.fluxjvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the brokers write to stderr. A file, so that they can write when this virtual machine is
 * gone; open from the start, so that it can be read when {@code flux start} has removed it.
 */
record InstanceLog(Path file, FileChannel content) implements AutoCloseable {
  private static final int TAIL = 4096;

  static InstanceLog create(Path file) throws IOException {
    return new InstanceLog(Files.createFile(file), FileChannel.open(file, StandardOpenOption.READ));
  }

  /** The end of it, in whole lines if there is more than one. */
  String tail() throws IOException {
    long start = Math.max(0, content.size() - TAIL);
    ByteBuffer bytes = ByteBuffer.allocate(TAIL);
    while (bytes.hasRemaining() && content.read(bytes, start + bytes.position()) > 0) {}
    String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
    int line = start == 0 ? -1 : text.indexOf('\n');
    return text.substring(line + 1);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
