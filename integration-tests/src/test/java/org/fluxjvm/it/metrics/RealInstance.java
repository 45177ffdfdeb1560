package org.fluxjvm.it.metrics;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A Flux instance of one broker that lives until it is closed, or until this program ends. */
final class RealInstance implements AutoCloseable {
  private final Process broker;
  private final BufferedReader output;
  private final String uri;

  /** The initial program of the instance ends at the end of its input, and the instance with it. */
  RealInstance() throws IOException {
    ProcessBuilder start =
        new ProcessBuilder("flux", "start", "-s1", "sh", "-c", "echo $FLUX_URI; exec cat")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // It must not become a part of an instance around this program.
    start.environment().keySet().removeIf(name -> name.matches("(FLUX|PMI).*"));
    broker = start.start();
    output = broker.inputReader();
    uri = String.valueOf(output.readLine());
  }

  static boolean isPossible() {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean present =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "flux")));
    if (!present) {
      System.err.println("SKIPPED: flux is not on the PATH; its metrics were not tested");
    }
    return present;
  }

  String uri() {
    return uri;
  }

  /** Ends all processes of the instance as a power failure would. */
  void kill() {
    broker.descendants().forEach(ProcessHandle::destroyForcibly);
    broker.destroyForcibly();
    broker.onExit().join();
  }

  @Override
  public void close() throws IOException {
    broker.getOutputStream().close();
    try {
      broker.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException late) {
      kill();
    }
    output.close();
  }
}
