package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCommandTest {
  private static final List<String> FILES =
      List.of("dashboard.json", "alerts.yml", "RUNBOOK.md", "prometheus.yml");

  @TempDir Path directory = Path.of("");

  @Test
  void export_makes_the_folder_and_says_what_it_wrote() {
    Started export = Started.with(directory, "metrics", "export", "new/monitoring");

    assertThat(export.status()).as(export.err()).isZero();
    assertThat(export.err()).isEmpty();
    assertThat(export.out().lines()).hasSameSizeAs(FILES);
    for (String name : FILES) {
      assertThat(directory.resolve("new/monitoring").resolve(name)).isNotEmptyFile();
      assertThat(export.out()).contains("new/monitoring/" + name + ": ");
    }
  }

  @Test
  void a_file_that_is_there_stays_and_nothing_is_written() throws IOException {
    Path mine = Files.writeString(directory.resolve("alerts.yml"), "mine");

    Started export = Started.with(directory, "metrics", "export", ".");

    assertThat(export.status()).isEqualTo(1);
    assertThat(export.err()).contains("alerts.yml", "--force").doesNotContain("\tat ");
    assertThat(mine).hasContent("mine");
    assertThat(directory).isDirectoryNotContaining(file -> !file.equals(mine));
  }

  @Test
  void force_writes_over_what_is_there() throws IOException {
    Path mine = Files.writeString(directory.resolve("alerts.yml"), "mine");

    Started export = Started.with(directory, "metrics", "export", ".", "--force");

    assertThat(export.status()).as(export.err()).isZero();
    assertThat(mine).content().contains("alert:");
  }

  @Test
  void a_folder_that_cannot_be_made_ends_with_1_and_the_reason() throws IOException {
    Files.createFile(directory.resolve("file"));

    Started export = Started.with(directory, "metrics", "export", "file/monitoring");

    assertThat(export.status()).isEqualTo(1);
    assertThat(export.err()).contains("cannot write to file/monitoring").doesNotContain("\tat ");
  }

  @Test
  void without_a_command_or_a_folder_it_says_how_it_is_used() {
    assertThat(Started.with(directory, "metrics").err()).contains("export");
    Started folderless = Started.with(directory, "metrics", "export");
    assertThat(folderless.status()).isEqualTo(2);
    assertThat(folderless.err()).contains("Usage: flux-scheduler metrics export");
    Started help = Started.with(directory, "metrics", "export", "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("--force");
  }
}
