package org.fluxjvm.it.quartz;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A named pipe that jobs wait at: each line written into it lets one of them go on. */
final class Gate implements AutoCloseable {
  private final Path pipe;
  private final RandomAccessFile lines;

  Gate(Path directory) {
    pipe = directory.resolve("gate");
    try {
      int status = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("mkfifo " + pipe + " failed: " + status);
      }
      lines = new RandomAccessFile(pipe.toFile(), "rw"); // for both, so that nobody waits to open
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The shell command that waits. */
  String pass() {
    return "read go < " + pipe;
  }

  /** Lets some jobs through, those that wait and those that come. */
  void open(int jobs) {
    try {
      lines.writeBytes("\n".repeat(jobs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets through all that wait. */
  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
