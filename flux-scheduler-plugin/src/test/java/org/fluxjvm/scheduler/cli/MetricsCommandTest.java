package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxjvm.metrics.Promtool;
import org.fluxjvm.scheduler.monitoring.Monitoring;
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
  void without_options_the_files_are_as_they_are() throws IOException {
    Started.with(directory, "metrics", "export", ".");

    for (String name : FILES) {
      assertThat(directory.resolve(name)).hasContent(Monitoring.text(name));
    }
  }

  @Test
  void a_prefix_comes_before_the_name_of_each_meter_and_nothing_else() throws Exception {
    Started export = Started.with(directory, "metrics", "export", ".", "--prefix", "hpc.site");

    assertThat(export.status()).as(export.err()).isZero();
    for (String name : FILES) {
      String text = Files.readString(directory.resolve(name));
      assertThat(text).doesNotContainPattern("(?<!hpc_site_)\\b(quartz|flux)_[a-z]");
      assertThat(text.replace("hpc_site_", "")).isEqualTo(Monitoring.text(name));
    }
    Promtool.assumePresent("the alert rules with a prefix");
    Promtool.run(directory, "check", "rules", "--lint=all", "--lint-fatal", "alerts.yml");
  }

  @Test
  void alerts_link_to_where_the_runbook_is_served() throws IOException {
    String page = "https://wiki.example.org/flux";

    Started export = Started.with(directory, "metrics", "export", ".", "--runbook-url", page);

    assertThat(export.status()).as(export.err()).isZero();
    assertThat(directory.resolve("alerts.yml"))
        .content()
        .contains("runbook_url: " + page + "#fluxunreachable")
        .doesNotContain("runbook_url: RUNBOOK.md");
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
