package org.fluxjvm.connector.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Output into a file, each line after the rank of its task if labels are wanted. */
final class FileSink implements OutputSink {
  private final OutputStream file;
  private final boolean label;

  FileSink(OutputStream file, boolean label) {
    this.file = file;
    this.label = label;
  }

  @Override
  public synchronized void write(String stream, int rank, byte[] data) throws IOException {
    if (label) {
      file.write((rank + ": ").getBytes(StandardCharsets.US_ASCII));
    }
    file.write(data);
  }

  @Override
  public void end(String stream, int rank) {
    // Others may still write to the same file.
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
