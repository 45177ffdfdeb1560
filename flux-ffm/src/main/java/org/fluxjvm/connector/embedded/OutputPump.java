package org.fluxjvm.connector.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Carries one stream of one task to where it goes, line by line unless it is not buffered. */
record OutputPump(
    InputStream input, String stream, int rank, boolean lines, OutputSink sink, Runnable atEnd)
    implements Runnable {
  private static final System.Logger LOG = System.getLogger(OutputPump.class.getName());
  private static final int CHUNK = 1 << 16;

  @Override
  public void run() {
    try (input) {
      copy();
      sink.end(stream, rank);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, () -> "The " + stream + " of a task was lost", e);
    } finally {
      atEnd.run();
    }
  }

  private void copy() throws IOException {
    ByteArrayOutputStream partial = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int size = input.read(chunk); size >= 0; size = input.read(chunk)) {
      int start = 0;
      for (int i = 0; lines && i < size; i++) {
        if (chunk[i] == '\n') {
          partial.write(chunk, start, i + 1 - start);
          flush(partial);
          start = i + 1;
        }
      }
      partial.write(chunk, start, size - start);
      if (!lines) {
        flush(partial);
      }
    }
    flush(partial);
  }

  private void flush(ByteArrayOutputStream partial) throws IOException {
    if (partial.size() > 0) {
      sink.write(stream, rank, partial.toByteArray());
      partial.reset();
    }
  }
}
