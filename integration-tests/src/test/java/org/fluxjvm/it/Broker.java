package org.fluxjvm.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
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
    String uri = "local://" + directory.resolve("local");
    try {
      Path config = directory.resolve("flux.toml");
      Files.writeString(config, resources());
      ProcessBuilder builder =
          new ProcessBuilder(
              "flux",
              "start",
              "--config-path=" + config,
              "-Slocal-uri=" + uri,
              "sh",
              "-c",
              "echo ready; exec cat >/dev/null");
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
    try {
      new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
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
