package org.fluxjvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What needs no Flux: a script stands in for it, and says what it was told to. */
@Timeout(60)
class FluxInstanceTest {
  @TempDir Path bin;
  @TempDir Path parent;

  /** Settings with which {@code flux} is a script. */
  private FluxInstanceBuilder withFlux(String script) throws IOException {
    Path flux = Files.writeString(bin.resolve("flux"), "#!/bin/sh\n" + script);
    assertThat(flux.toFile().setExecutable(true)).isTrue();
    return FluxInstance.builder()
        .environment("PATH", "/nosuch:" + bin + ":/usr/bin:/bin")
        .parentDirectory(parent);
  }

  private FluxException failure(FluxInstanceBuilder builder) throws IOException {
    FluxException failure = catchThrowableOfType(FluxException.class, builder::start);
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).isEmpty();
    }
    return failure;
  }

  @Test
  void without_flux_the_error_names_where_it_was_looked_for_and_what_to_do() throws Exception {
    FluxInstanceBuilder builder =
        FluxInstance.builder().environment("PATH", "/nosuch:" + bin).parentDirectory(parent);

    FluxException failure = failure(builder);

    assertThat(failure.errno()).isEqualTo(Errno.ENOENT);
    assertThat(failure)
        .hasMessageContainingAll("`flux`", "/nosuch:" + bin, "Install flux-core", "embedded:");
  }

  @Test
  void a_start_that_fails_has_the_end_of_what_the_brokers_wrote() throws Exception {
    FluxException failure = failure(withFlux("seq 10000 >&2; echo the last words >&2; exit 1"));

    assertThat(failure.errno()).isEqualTo(Errno.EIO);
    assertThat(failure.reason())
        .startsWith("flux start ended before the instance was ready; the end of its stderr:\n")
        .endsWith("\n9999\n10000\nthe last words")
        .hasSizeLessThan(5000);
    assertThat(failure.reason().lines().skip(1).findFirst()).hasValueSatisfying(this::isWhole);
  }

  private void isWhole(String line) {
    assertThat(line).hasSize(4);
  }

  @Test
  void a_start_that_takes_too_long_is_killed() throws Exception {
    Path pid = bin.resolve("pid");
    FluxInstanceBuilder builder =
        withFlux("echo waiting >&2; sleep 1000 & echo $! > " + pid + "; wait")
            .startLimit(Duration.ofMillis(500));

    FluxException failure = failure(builder);

    assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
    assertThat(failure.reason())
        .isEqualTo("the instance was not ready after PT0.5S; the end of its stderr:\nwaiting");
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isEmpty();
  }

  @Test
  void an_interrupted_start_is_killed() throws Exception {
    FluxInstanceBuilder builder = withFlux("exec sleep 1000");
    Thread.currentThread().interrupt();

    FluxException failure = failure(builder);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.errno()).isEqualTo(Errno.EINTR);
  }

  @Test
  void a_directory_that_is_too_deep_for_sockets_is_refused() throws Exception {
    Path deep = Files.createDirectories(bin.resolve("deep/".repeat(20)));

    FluxException failure = failure(withFlux("exit 1").parentDirectory(deep));

    assertThat(failure.errno()).isEqualTo(Errno.ENAMETOOLONG);
    assertThat(failure).hasMessageContainingAll("/local-0, would have ", "107", "parentDirectory");
    assertThat(deep).isEmptyDirectory();
  }

  @Test
  void variables_of_flux_and_pmi_are_not_handed_on_but_those_that_are_set() throws Exception {
    FluxInstanceBuilder builder =
        withFlux("env >&2; exit 1").environment("FLUX_FAKE", "mine").environment("PMI_RANK", "7");

    assertThat(failure(builder).reason()).contains("FLUX_FAKE=mine", "PMI_RANK=7");
    assertThat(FluxInstanceBuilder.isOfAnotherInstance("FLUX_URI")).isTrue();
    assertThat(FluxInstanceBuilder.isOfAnotherInstance("PMI_FD")).isTrue();
    assertThat(FluxInstanceBuilder.isOfAnotherInstance("PMIX_RANK")).isTrue();
    assertThat(FluxInstanceBuilder.isOfAnotherInstance("FLUXJVM_LIBFLUX_CORE")).isFalse();
  }
}
