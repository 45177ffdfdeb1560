package org.fluxjvm.it.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.fluxjvm.scheduler.control.StateLock;

/** Reads the state directory that it is given the path of, for as long as its input goes on. */
final class ReaderProgram {
  private ReaderProgram() {}

  public static void main(String[] arguments) throws IOException {
    try (StateLock _ = StateDirectory.open(Path.of(arguments[0])).lockToRead().orElseThrow()) {
      System.out.println("reading");
      System.in.readAllBytes();
    }
  }
}
