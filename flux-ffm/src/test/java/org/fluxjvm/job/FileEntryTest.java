package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FileEntryTest {
  @TempDir Path directory;

  private JsonNode entryOf(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("file"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    return JobspecV1.fromCommand(List.of("a"))
        .addFile("etc/app.conf", file)
        .build()
        .attribute("files")
        .orElseThrow()
        .get("etc/app.conf");
  }

  @Test
  void a_text_file_travels_as_text_with_its_mode_and_size() throws IOException {
    JsonNode entry = entryOf("grüße".getBytes(UTF_8));
    assertThat(entry.get("mode").intValue()).isEqualTo(0100750);
    assertThat(entry.get("size").intValue()).isEqualTo(7);
    assertThat(entry.get("data").stringValue()).isEqualTo("grüße");
    assertThat(entry.get("encoding").stringValue()).isEqualTo("utf-8");
  }

  @Test
  void a_file_that_is_no_text_travels_in_base64() throws IOException {
    JsonNode entry = entryOf(new byte[] {-1, -2, 0});
    assertThat(entry.get("data").stringValue()).isEqualTo("//4A");
    assertThat(entry.get("encoding").stringValue()).isEqualTo("base64");
    assertThat(entryOf(new byte[] {'a', 0}).get("encoding").stringValue()).isEqualTo("base64");
  }

  @Test
  void a_directory_is_no_file() {
    assertThatThrownBy(() -> JobspecV1.fromCommand(List.of("a")).addFile("d", directory))
        .isInstanceOf(IOException.class)
        .hasMessage(directory + " is not a regular file");
  }
}
