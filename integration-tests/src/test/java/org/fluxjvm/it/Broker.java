package org.fluxjvm.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Flux instance of one broker and {@value #CORES} cores that it is told it has.
 *
 * <p>Its initial program reads the pipe that this virtual machine holds open, so that it ends with
 * the virtual machine, however that ends.
 */
public final class Broker implements AutoCloseable {
  /** The cores of the instance, whatever the machine has. */
  public static final int CORES = 8;

  private static final long END_SECONDS = 20;

  private final String uri;
  private final Process process;

  private Broker(String uri, Process process) {
    this.uri = uri;
    this.process = process;
  }

  /** Starts an instance whose socket is in a directory; one that was there before may be dead. */
  public static Broker start(Path directory) {
    return start(directory, List.of());
  }

  /** The same, but with the state of the one before, as of its end or its last checkpoint. */
  public static Broker restore(Path directory) {
    try {
      Path state = Files.createDirectories(directory.resolve("state"));
      return start(directory, List.of("-Sstatedir=" + state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Broker start(Path directory, List<String> options) {
    String uri = "local://" + directory.resolve("local");
    try {
      Path config = directory.resolve("flux.toml");
      Files.writeString(config, resources());
      List<String> command = new ArrayList<>(List.of("flux", "start"));
      command.addAll(List.of("--config-path=" + config, "-Slocal-uri=" + uri));
      command.addAll(options);
      command.addAll(List.of("sh", "-c", "echo ready; exec cat >/dev/null"));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(name -> name.matches("(FLUX|PMI).*"));
      builder.redirectError(directory.resolve("broker.log").toFile());
      Broker broker = new Broker(uri, builder.start());
      broker.awaitReady(directory);
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resources() throws IOException {
    return """
    [resource]
    noverify = true
    [[resource.config]]
    hosts = "%s"
    cores = "0-%d"
    """
        .formatted(InetAddress.getLocalHost().getHostName(), CORES - 1);
  }

  private void awaitReady(Path directory) throws IOException {
    BufferedReader output = process.inputReader();
    if (!"ready".equals(output.readLine())) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "flux start failed: " + Files.readString(directory.resolve("broker.log")));
    }
  }

  public String uri() {
    return uri;
  }

  /** Stops the broker where it is, so that it answers nothing and its connections stay. */
  public void pause() {
    run(new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())));
  }

  /** Has what was committed so far outlive a kill. */
  public void checkpoint() {
    ProcessBuilder sync = new ProcessBuilder("flux", "kvs", "put", "--sync", "checkpoint=1");
    sync.environment().put("FLUX_URI", uri);
    run(sync);
  }

  private static void run(ProcessBuilder command) {
    try {
      int status = command.inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(command.command() + " failed: " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends the broker itself SIGKILL: {@code flux start} has become it. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
    closeInput();
  }

  /** Ends the initial program, and with it the instance. */
  @Override
  public void close() {
    closeInput();
    if (!awaitEnd()) {
      process.destroyForcibly();
    }
  }

  private void closeInput() {
    try {
      process.outputWriter().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
