package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreOptionsTest {
  private static final String YAML =
      """
      jobs:
        - { name: once, every: 1s, count: 1, command: [sh, -c, "env > env"] }
      """;

  @TempDir Path directory = Path.of("");

  private Started run(String... options) throws IOException {
    Path file = Started.file(directory, YAML);
    String[] arguments = new String[options.length + 6];
    String[] fixed = {"run", file.toString(), "--flux", "embedded:", "--http", "none"};
    System.arraycopy(fixed, 0, arguments, 0, fixed.length);
    System.arraycopy(options, 0, arguments, fixed.length, options.length);
    return Started.with(directory, arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/x?user=a&password=b",
        "jdbc:postgresql://a:b@db/x",
        "jdbc:mariadb://db/x?PASSWORD=b",
        "jdbc:h2:file:/tmp/x;PASSWORD=b"
      })
  void a_url_with_a_password_is_refused_and_not_repeated(String url) throws IOException {
    Started refused = run("--db", url);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("FLUX_SCHEDULER_DB_PASSWORD", "FLUX_SCHEDULER_DB_PASSWORD_FILE")
        .doesNotContain(url);
  }

  @Test
  void a_database_without_a_driver_is_refused_with_what_helps() throws IOException {
    Started refused = run("--db", "jdbc:nonesuch://db/x");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("FLUX_SCHEDULER_CLASSPATH").doesNotContain("\tat ");
  }

  @Test
  void tables_of_a_database_are_made_only_when_asked_for() throws IOException {
    String url = "jdbc:h2:file:" + directory.resolve("server");

    Started refused = run("--db", url);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("--create-tables");

    Started made = run("--db", url, "--create-tables");
    assertThat(made.err()).isEmpty();
    assertThat(made.status()).isZero();
    assertThat(Started.with(directory, "runs").out()).contains("once", "completed");
  }

  @Test
  void a_schedule_in_memory_runs_as_well_and_leaves_no_ledger() throws IOException {
    assertThat(run("--store", "ram").status()).isZero();

    Started runs = Started.with(directory, "runs");
    assertThat(runs.status()).isEqualTo(1);
    assertThat(runs.err()).contains("--store ram");
  }

  @Test
  void a_name_that_is_no_name_is_refused() throws IOException {
    Started refused = run("--name", "../other");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("cannot be a scheduler's name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-in-flight=0",
        "--submits-per-second=0",
        "--submits-per-second=-1",
        "--submits-per-second=NaN",
        "--submits-per-second=Infinity",
        "--keep=23h"
      })
  void a_limit_that_bounds_nothing_or_everything_is_refused(String limit) throws IOException {
    Started refused = run(limit);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains(limit.substring(0, limit.indexOf('=')));
  }

  @Test
  void a_schedule_runs_within_its_limits() throws IOException {
    Started ended = run("--max-in-flight=1", "--submits-per-second=0.5", "--keep=90d");

    assertThat(ended.status()).as(ended.err()).isZero();
  }

  @Test
  void jobs_do_not_inherit_the_login_of_the_database() {
    assertThat(
            DatabaseAccess.forJobs(
                Map.of("FLUX_SCHEDULER_DB_PASSWORD", "x", "FLUX_SCHEDULER_DB_USER", "y", "A", "b")))
        .isEqualTo(Map.of("A", "b"));
  }

  @Test
  void a_login_is_not_printed_with_its_password() {
    assertThat(new Store.Login("me", "s3cr3t")).hasToString("me");
  }

  @Test
  void the_state_is_below_xdg_state_home_or_the_home_directory() {
    assertThat(new StatePlaces(Map.of("XDG_STATE_HOME", "/x", "HOME", "/h")).of("a"))
        .isEqualTo(Path.of("/x/flux-scheduler/a"));
    assertThat(new StatePlaces(Map.of("XDG_STATE_HOME", "x", "HOME", "/h")).of("a"))
        .isEqualTo(Path.of("/h/.local/state/flux-scheduler/a"));
  }
}
