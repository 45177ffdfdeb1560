package org.fluxjvm.scheduler.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The files that the program copies out for operators. */
public final class Monitoring {
  private Monitoring() {}

  /** Opens one of them. */
  static InputStream open(String name) {
    return Objects.requireNonNull(
        Monitoring.class.getResourceAsStream("/org/fluxjvm/scheduler/monitoring/" + name), name);
  }

  /** The text of one of them. */
  public static String text(String name) {
    try (InputStream resource = open(name)) {
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
