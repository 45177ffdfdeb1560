package org.fluxjvm.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Jobspecs that the Python bindings of Flux 0.88.0 emitted. */
final class Sample {
  private Sample() {}

  static Jobspec read(String name) {
    String file = "samples/" + name + ".json";
    try (InputStream in = Objects.requireNonNull(Sample.class.getResourceAsStream(file), file)) {
      return Jobspec.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
