package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.metrics.Promtool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180) // a process of its own, which may take a while to start
class EmbeddedProgramTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern METRICS = Pattern.compile("metrics at (http://\\S+)");

  @TempDir Path directory = Path.of("");

  @Test
  void the_demo_runs_without_flux_says_so_and_ends_with_0() throws Exception {
    try (Program demo = Program.scheduler(directory, "demo")) {
      assertThat(demo.await(LIMIT)).as(demo::written).isZero();
      assertThat(demo.errors()).isEmpty();
      assertThat(demo.written())
          .contains("FLUX_URI is not set", "embedded:", "metrics at http://127.0.0.1:")
          .contains("stderr: There is no such report", "exit code 3")
          .containsPattern("\n  JOB +FIRES +COMPLETED +FAILED +MEAN WAIT +MEAN RUN +AS EXPECTED\n")
          .containsPattern("\n  hello +4 +4 ")
          .containsPattern("\n  broken +2 .* yes, it should fail\n")
          .containsPattern("\\d+ runs, all as expected\n");
    }
  }

  @Test
  void a_wrong_file_ends_with_2_and_the_places_of_its_mistakes() throws Exception {
    schedule(
        """
        jobs:
          - name: a
            every: often
            command: []
        """);

    try (Program run = Program.scheduler(directory, "run", "schedule.yaml")) {
      assertThat(run.await(LIMIT)).isEqualTo(2);
      assertThat(run.written()).isEmpty();
      assertThat(run.errors().lines())
          .hasSize(2)
          .satisfiesExactly(
              line -> assertThat(line).startsWith("schedule.yaml:3:12: "),
              line -> assertThat(line).startsWith("schedule.yaml:4:14: "));
    }
  }

  @Test
  void sigterm_cancels_what_runs_and_leaves_no_process_behind() throws Exception {
    schedule(
        """
        jobs:
          - name: long
            every: 1h
            command: [sh, -c, "echo $$ > pid; exec sleep 1000"]
        """);
    Path pid = directory.resolve("pid");

    try (Program run =
        Program.scheduler(
            directory,
            "run",
            "schedule.yaml",
            "--flux",
            "embedded:",
            "--http",
            "127.0.0.1:0",
            "--grace",
            "100ms")) {
      await().atMost(LIMIT).until(() -> Files.exists(pid) && Files.size(pid) > 0);
      ProcessHandle job =
          ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
      List<ProcessHandle> below = run.process().descendants().toList();
      assertThat(below).contains(job);
      assertThat(run.process().toHandle().destroy()).isTrue(); // SIGTERM

      assertThat(run.await(Duration.ofSeconds(20))).as(run::errors).isZero();
      assertThat(below).noneMatch(ProcessHandle::isAlive);
      assertThat(run.written())
          .contains("stopping: ", "canceling 1 run", "because the scheduler stops")
          .contains("1 run, all as expected, 1 canceled at the end");
      assertThat(run.errors()).isEmpty();
    }
  }

  @Test
  void the_metrics_of_the_runs_can_be_scraped_while_it_goes_on() throws Exception {
    schedule(
        """
        jobs:
          - name: quick
            every: 100ms
            command: ["true"]
        """);

    try (Program run =
        Program.scheduler(
            directory, "run", "schedule.yaml", "--flux", "embedded:", "--http", "127.0.0.1:0")) {
      await().atMost(LIMIT).until(() -> run.written().contains("completed"));
      Matcher url = METRICS.matcher(run.written());
      assertThat(url.find()).as(run::written).isTrue();

      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(scrape(url.group(1)))
                      .containsPattern(
                          "quartz_flux_runs_finished_total\\{.*result=\"completed\".*} [1-9]")
                      .contains("quartz_flux_run_wait_seconds_bucket", "jvm_memory_used_bytes")
                      .contains("flux_job_journal{outcome=\"success\"} 1.0")
                      .contains("flux_client_rpc_seconds_count", "flux_up 1.0")
                      .containsPattern("quartz_trigger_fired_total\\{.*} [1-9]")
                      .containsPattern(
                          "quartz_flux_job_last_success_time_seconds\\{schedule=\"DEFAULT.quick\",scheduler=\"[^\"]+\"}"
                              + " 1")
                      .containsPattern(
                          "quartz_flux_job_interval_seconds\\{schedule=\"DEFAULT.quick\",scheduler=\"[^\"]+\"}"
                              + " 0.1"));
      Promtool.check(scrape(url.group(1)), directory);
      String health = url.group(1).replace("/metrics", "/health");
      assertThat(scrape(health + "/live")).isEqualTo("alive\nok    scheduler: is up\n");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(scrape(health + "/ready"))
                      .isEqualTo(
                          """
                          ready
                          ok    scheduler: fires
                          ok    flux: answers
                          ok    ledger: answers
                          """));
      run.process().destroy();
      assertThat(run.await(LIMIT)).isZero();
    }
  }

  private void schedule(String yaml) throws IOException {
    Files.writeString(directory.resolve("schedule.yaml"), yaml);
  }

  private static String scrape(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .body();
    }
  }
}
