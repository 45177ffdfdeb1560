package org.fluxjvm.connector.embedded;

import java.io.IOException;

/** Where the output of a job's tasks goes. Called by the threads that read it, not by the loop. */
interface OutputSink extends AutoCloseable {
  /** Takes a line with its line feed, or what came without one. */
  void write(String stream, int rank, byte[] data) throws IOException;

  /** That stream has ended. */
  void end(String stream, int rank) throws IOException;

  @Override
  void close() throws IOException;
}
