package org.fluxjvm.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;

/** A real instance of one broker that can be stopped, and have a successor at the same URI. */
public final class Broker implements AutoCloseable {
  private final FluxInstance instance;

  private Broker(FluxInstance instance) {
    this.instance = instance;
  }

  /** Starts one whose socket is in a directory; one that was there before may be dead. */
  public static Broker start(Path directory) {
    return new Broker(
        FluxInstance.builder()
            .cores(8)
            .attribute("local-uri", "local://" + directory.resolve("local"))
            .start());
  }

  public String uri() {
    return instance.uri();
  }

  /** Stops the broker where it is, so that it answers nothing and its connections stay. */
  public void pause() {
    try (Flux flux = instance.open()) {
      new ProcessBuilder("kill", "-STOP", flux.attribute("broker.pid")).start().waitFor();
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
