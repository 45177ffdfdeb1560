package org.fluxjvm.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.FluxInstanceBuilder;

/** A real instance of one broker that can be stopped, and have a successor at the same URI. */
public final class Broker implements AutoCloseable {
  private final FluxInstance instance;
  private String pid = "";

  private Broker(FluxInstance instance) {
    this.instance = instance;
  }

  /** Starts one whose socket is in a directory; one that was there before may be dead. */
  public static Broker start(Path directory) {
    return new Broker(settings(directory).start());
  }

  /** The same, but with the state of the one before, as of its end or its last checkpoint. */
  public static Broker restore(Path directory) {
    return new Broker(settings(directory).stateDirectory(directory.resolve("state")).start());
  }

  private static FluxInstanceBuilder settings(Path directory) {
    return FluxInstance.builder()
        .cores(8)
        .attribute("local-uri", "local://" + directory.resolve("local"));
  }

  public String uri() {
    return instance.uri();
  }

  /** Which start of a broker it is: its successor at the same URI has another. */
  public String uuid() {
    try (Flux flux = instance.open()) {
      return flux.attribute("broker.uuid");
    }
  }

  /** Stops the broker where it is, so that it answers nothing and its connections stay. */
  public void pause() {
    try (Flux flux = instance.open()) {
      pid = flux.attribute("broker.pid");
    }
    run(new ProcessBuilder("kill", "-STOP", pid));
  }

  /** Lets a broker go on that was paused. */
  public void resume() {
    run(new ProcessBuilder("kill", "-CONT", pid));
  }

  /** Has what was committed so far outlive a kill. */
  public void checkpoint() {
    ProcessBuilder sync = new ProcessBuilder("flux", "kvs", "put", "--sync", "checkpoint=1");
    sync.environment().put("FLUX_URI", uri());
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

  /** Sends SIGKILL to the broker. */
  public void kill() {
    instance.kill();
  }

  @Override
  public void close() {
    instance.close();
  }
}
