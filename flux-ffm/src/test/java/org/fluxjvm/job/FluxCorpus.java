package org.fluxjvm.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Files of a flux-core source tree, whose root the environment names. */
final class FluxCorpus {
  private static final String VARIABLE = "FLUX_SOURCE_DIR";

  private FluxCorpus() {}

  static Path root() {
    Optional<Path> root = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of);
    Assumptions.assumeTrue(
        root.isPresent(), "no flux-core source tree: set " + VARIABLE + " to its root");
    return root.orElseThrow();
  }

  static List<Path> jobspecs(String corpus) {
    try (Stream<Path> files = Files.list(root().resolve("t/jobspec").resolve(corpus))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
