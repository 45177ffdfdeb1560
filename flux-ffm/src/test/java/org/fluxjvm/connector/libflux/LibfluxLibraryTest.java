package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibfluxLibraryTest {
  @TempDir Path directory;

  private static Function<String, @Nullable String> environment(Map<String, String> variables) {
    return variables::get;
  }

  @Test
  void a_property_names_the_only_file_to_try() {
    assertThat(
            LibfluxLibrary.candidates(
                "/a", environment(Map.of(LibfluxLibrary.VARIABLE, "/b", "PATH", "/bin"))))
        .containsExactly("/a");
  }

  @Test
  void a_variable_does_so_too() {
    assertThat(
            LibfluxLibrary.candidates(
                null, environment(Map.of(LibfluxLibrary.VARIABLE, "/b", "PATH", "/bin"))))
        .containsExactly("/b");
  }

  @Test
  void empty_names_count_as_none() {
    assertThat(LibfluxLibrary.candidates("", environment(Map.of(LibfluxLibrary.VARIABLE, ""))))
        .containsExactly(LibfluxLibrary.SONAME);
  }

  @Test
  void the_libraries_beside_the_command_are_tried_after_the_loader() throws IOException {
    Path bin = Files.createDirectories(directory.resolve("prefix/bin"));
    Path flux = Files.createFile(bin.resolve("flux"));
    assertThat(flux.toFile().setExecutable(true)).isTrue();
    Path links = Files.createDirectory(directory.resolve("links"));
    Files.createSymbolicLink(links.resolve("flux"), flux);
    List<String> candidates =
        LibfluxLibrary.candidates(null, environment(Map.of("PATH", "/nosuch:" + links)));
    Path prefix = directory.toRealPath().resolve("prefix");
    assertThat(candidates)
        .startsWith(
            LibfluxLibrary.SONAME,
            prefix.resolve("lib/libflux-core.so.2").toString(),
            prefix.resolve("lib64/libflux-core.so.2").toString())
        .hasSize(4);
  }

  @Test
  void a_library_that_is_not_found_is_an_error_that_names_what_was_tried_and_what_to_do() {
    List<String> candidates = List.of("libnosuch.so.2", "/nosuch/libflux-core.so.2");
    assertThatThrownBy(() -> LibfluxLibrary.load(candidates))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
        .hasMessageContainingAll(
            "libnosuch.so.2",
            "/nosuch/libflux-core.so.2",
            "Install flux-core",
            LibfluxLibrary.PROPERTY,
            LibfluxLibrary.VARIABLE,
            "embedded:");
  }
}
