package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class CommandsTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String QUICK =
      """
      jobs:
        - name: quick
          every: 1h
          env: { GREETING: hello, API_TOKEN: s3cr3t }
          command: [sh, -c, "echo out; echo err >&2"]
        - name: broken
          every: 1h
          expect: failed
          command: [sh, -c, "echo Oh no >&2; exit 3"]
      """;

  private static final String LONG =
      """
      jobs:
        - name: long
          every: 1h
          expect: failed
          command: [sh, -c, "echo begun; sleep 1000"]
      """;

  @TempDir Path directory = Path.of("");

  @Test
  void runs_are_listed_shown_and_read_while_the_program_runs_and_after_it() throws Exception {
    String id;
    try (RunningScheduler scheduler = RunningScheduler.of(directory, QUICK)) {
      JsonNode quick = awaitRun(scheduler, "quick", "DONE");
      id = quick.path("id").stringValue("");
      assertThat(id).matches("[0-9a-v]{16}");
      assertThat(quick.path("outcome").stringValue("")).isEqualTo("COMPLETED");
      assertThat(quick.propertyNames())
          .containsExactlyInAnyOrder(
              "id",
              "job",
              "trigger",
              "scheduled",
              "refire",
              "state",
              "attempt",
              "submission",
              "jobId",
              "outcome",
              "returnCode",
              "note",
              "waiting",
              "cancelReason",
              "created",
              "updated");
      JsonNode broken = awaitRun(scheduler, "broken", "DONE");
      assertThat(broken.path("returnCode").intValue(-1)).isEqualTo(3);

      assertThat(scheduler.command("runs").out().lines().toList())
          .hasSize(3)
          .anySatisfy(line -> assertThat(line).contains("quick", id, "completed"))
          .anySatisfy(line -> assertThat(line).contains("broken", "failed"));
      assertThat(listed(scheduler.command("runs", "--job", "quick", "--json"))).hasSize(1);
      assertThat(listed(scheduler.command("runs", "--state", "running,held", "--json"))).isEmpty();
      assertThat(listed(scheduler.command("runs", "--limit", "1", "--json"))).hasSize(1);

      Started shown = scheduler.command("show", id.substring(0, 10));
      assertThat(shown.err()).isEmpty();
      assertThat(shown.out())
          .contains("run " + id, "completed", "echo out; echo err >&2", "INTENT")
          .containsSubsequence("submit", "alloc", "start", "finish", "clean")
          .doesNotContain("s3cr3t", "GREETING");
      Started details = scheduler.command("show", id, "--json");
      assertThat(JSON.readTree(details.out()).propertyNames())
          .containsExactlyInAnyOrder("run", "submissions", "timeline", "jobspec", "missing");
      assertThat(details.out()).doesNotContain("s3cr3t").contains("\"GREETING\":\"***\"");
      assertThat(scheduler.command("show", id, "--env").out())
          .contains("GREETING=hello", "API_TOKEN=***")
          .doesNotContain("s3cr3t");

      Started logs = scheduler.command("logs", id);
      assertThat(logs.out()).isEqualTo("out\n");
      assertThat(logs.err()).isEqualTo("err\n");
      assertThat(scheduler.command("logs", id, "--json").out())
          .contains("{\"stream\":\"stdout\",\"tasks\":\"0\",\"text\":\"out\"}");
    }

    Started after = Started.with(directory, "runs");
    assertThat(after.status()).isZero();
    assertThat(after.err()).contains("no scheduler runs on", "this is its ledger");
    assertThat(after.out()).contains(id, "completed");
    Started shown = Started.with(directory, "show", id);
    assertThat(shown.out()).contains("run " + id, "DONE", "out of reach");
    Started logs = Started.with(directory, "logs", id);
    assertThat(logs.status()).isEqualTo(1);
    assertThat(logs.err()).contains("out of reach: embedded:");
    Started cancel = Started.with(directory, "cancel", id);
    assertThat(cancel.status()).isEqualTo(1);
    assertThat(cancel.err()).contains("no scheduler runs on", "flux-scheduler run FILE");
  }

  @Test
  void a_run_can_be_cancelled_and_retried_and_nothing_else_is_touched() throws Exception {
    try (RunningScheduler scheduler = RunningScheduler.of(directory, LONG)) {
      String id = awaitRun(scheduler, "long", "RUNNING").path("id").stringValue("");

      assertThat(scheduler.command("retry", id).err()).contains("is under way");
      assertThat(scheduler.command("resolve", id, "--as", "failed").err())
          .contains("is not uncertain");
      Started canceled = scheduler.command("cancel", id, "--reason", "not today", "--json");
      assertThat(canceled.out())
          .isEqualTo("{\"done\":\"run " + id + " of long is being canceled\"}\n");
      JsonNode over = awaitRun(scheduler, "long", "DONE");
      assertThat(over.path("outcome").stringValue("")).isEqualTo("CANCELED");
      assertThat(over.path("note").stringValue("")).contains("not today");
      assertThat(scheduler.command("cancel", id).err()).contains("is over");

      assertThat(scheduler.command("retry", id, "--json").out())
          .isEqualTo("{\"done\":\"run " + id + " of long is run once more\"}\n");
      JsonNode again = awaitRun(scheduler, "long", "RUNNING");
      assertThat(again.path("id").stringValue("")).isEqualTo(id);
      assertThat(scheduler.command("cancel", id).status()).isZero();
      awaitRun(scheduler, "long", "DONE");
    }
  }

  @Test
  void a_job_can_be_triggered() throws Exception {
    try (RunningScheduler scheduler = RunningScheduler.of(directory, QUICK)) {
      awaitRun(scheduler, "quick", "DONE");

      Started triggered = scheduler.command("trigger", "quick", "--json");
      String id =
          triggered.out().replaceAll("(?s)\\{\"done\":\"job quick is fired: run (.*)\"}.*", "$1");
      await().atMost(LIMIT).until(() -> scheduler.command("show", id).out().contains("completed"));

      Started unknown = scheduler.command("pause", "quack");
      assertThat(unknown.status()).isEqualTo(1);
      assertThat(unknown.err()).contains("no job is named quack", "broken, quick");
    }
  }

  @Test
  void a_paused_job_fires_no_more_until_it_is_resumed() throws Exception {
    try (RunningScheduler scheduler =
        RunningScheduler.of(
            directory,
            """
            jobs:
              - { name: tick, every: 200ms, command: ["true"] }
              - { name: tock, after: { job: tick }, command: ["true"] }
            """)) {
      awaitRun(scheduler, "tick", "DONE");

      assertThat(scheduler.command("pause", "tick").out()).isEqualTo("job tick is paused\n");
      assertThat(job(scheduler, "tick").path("state").stringValue("")).isEqualTo("PAUSED");
      await().atMost(LIMIT).until(() -> job(scheduler, "tick").path("active").intValue(1) == 0);
      String last = runId(scheduler, "tick");

      assertThat(scheduler.command("resume", "tick", "--json").out())
          .isEqualTo("{\"done\":\"job tick fires again\"}\n");
      await().atMost(LIMIT).until(() -> !runId(scheduler, "tick").equals(last));
      assertThat(scheduler.command("resume", "tick").out()).isEqualTo("job tick was not paused\n");
      assertThat(scheduler.command("pause", "tock").err()).contains("follows upon another job");
      assertThat(scheduler.command("resume", "tock").err()).contains("follows upon another job");
      assertThat(scheduler.command("pause", "tick", "--json").out())
          .isEqualTo("{\"done\":\"job tick is paused\"}\n");
    }
  }

  @Test
  void jobs_are_listed_with_what_makes_them_fire_and_when_they_do() throws Exception {
    try (RunningScheduler scheduler =
        RunningScheduler.of(
            directory,
            """
            jobs:
              - { name: by-cron, cron: "0 0 4 1 1 ?", timezone: Europe/Berlin, command: ["true"] }
              - { name: by-day, every: 1d, count: 3, command: [sh, -c, "until test -e go; do sleep 0.05; done"] }
              - { name: child, after: { job: by-day }, command: ["true"] }
              - { name: in-2100, at: 2100-01-01T00:00:00Z, command: ["true"] }
              - { name: past, every: 1h, count: 1, command: ["true"] }
            """)) {
      awaitRun(scheduler, "by-day", "RUNNING");
      awaitRun(scheduler, "past", "DONE");
      scheduler.command("pause", "by-cron");

      assertThat(scheduler.command("jobs").out().lines().map(String::strip).toList())
          .hasSize(6)
          .anyMatch(line -> line.matches("by-cron +cron 0 0 4 1 1 . .Europe/Berlin. +paused .*"))
          .anyMatch(line -> line.matches("by-day +every 1d, 3 times +active .* 1 .*"))
          .anyMatch(line -> line.matches("child +after by-day +active .* 0 .*"))
          .anyMatch(line -> line.matches("in-2100 +once +active +2100-01-01T00:00:00Z .*"))
          .anyMatch(line -> line.matches("past +\\S +over .*"));
      JsonNode day = job(scheduler, "by-day");
      assertThat(day.propertyNames())
          .containsExactlyInAnyOrder(
              "name", "kind", "schedule", "state", "next", "previous", "active", "queue");
      assertThat(day.path("kind").stringValue("")).isEqualTo("EVERY");
      assertThat(day.path("active").intValue(-1)).isEqualTo(1);
      assertThat(Instant.parse(day.path("next").stringValue("")))
          .isEqualTo(Instant.parse(day.path("previous").stringValue("")).plus(Duration.ofDays(1)));
      assertThat(job(scheduler, "child").path("next").isNull()).isTrue();
      Files.createFile(directory.resolve("go"));
    }

    assertThat(Started.with(directory, "jobs").err()).contains("no scheduler runs on");
  }

  private static JsonNode job(RunningScheduler scheduler, String name) {
    Started command = scheduler.command("jobs", "--json");
    assertThat(command.status()).as(command::err).isZero();
    return JSON.readTree(command.out())
        .path("jobs")
        .valueStream()
        .filter(job -> job.path("name").stringValue("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_job_that_takes_longer_than_its_duration_is_tried_again_and_ends_as_a_timeout()
      throws Exception {
    Started program =
        Started.with(
            directory,
            "run",
            Started.file(
                    directory,
                    """
                    jobs:
                      - name: slow
                        every: 1h
                        count: 1
                        duration: 300ms
                        expect: failed
                        retry: { tries: 2, backoff: 10ms }
                        command: [sh, -c, "echo x >> tries; exec sleep 1000"]
                    """)
                .toString(),
            "--flux",
            "embedded:",
            "--http",
            "none");

    assertThat(program.status()).as(program::out).isZero();
    JsonNode run = listed(Started.with(directory, "runs", "--json")).getFirst();
    assertThat(run.path("outcome").stringValue("")).isEqualTo("TIMEOUT");
    assertThat(run.path("attempt").intValue(0)).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("tries"))).isEqualTo("x\nx\n");
  }

  @Test
  void what_the_file_has_of_jobs_is_text_and_no_java_object() throws Exception {
    try (RunningScheduler scheduler = RunningScheduler.of(directory, QUICK)) {
      awaitRun(scheduler, "quick", "DONE");
    }
    String url = "jdbc:h2:file:" + directory.resolve("flux-scheduler/schedule/scheduler");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet jobs = statement.executeQuery("SELECT JOB_DATA FROM QRTZ_JOB_DETAILS")) {
      for (int job = 0; job < 2; job++) {
        assertThat(jobs.next()).isTrue();
        assertThat(new String(jobs.getBytes(1), StandardCharsets.UTF_8))
            .startsWith("#") // java.util.Properties writes the date first
            .contains("flux.jobspec=");
      }
    }
  }

  @Test
  void what_waits_says_why() throws Exception {
    try (RunningScheduler scheduler =
        RunningScheduler.on(
            "embedded:?cores=2",
            directory,
            """
            jobs:
              - name: single
                every: 1h
                concurrency: 1
                command: [sh, -c, "until test -e go; do sleep 0.05; done"]
              - name: dependent
                every: 1h
                dependencies: ["begin-time:4000000000"]
                expect: failed
                command: ["true"]
              - { name: whole-node, at: 2000-01-01T00:00:00Z, cores: 2, command: ["true"] }
            """)) {
      awaitRun(scheduler, "single", "RUNNING");
      scheduler.command("trigger", "single");
      scheduler.command("trigger", "whole-node");

      assertThat(awaitWait(scheduler, "single", "INTENT")).contains("concurrency");
      assertThat(awaitWait(scheduler, "dependent", "RELEASED")).startsWith("DEPEND: ");
      assertThat(awaitWait(scheduler, "whole-node", "RELEASED")).startsWith("SCHED: ");
      assertThat(scheduler.command("runs").out())
          .contains("DEPEND: for its dependencies", "SCHED: for resources");
      Files.createFile(directory.resolve("go"));
      scheduler.command("cancel", runId(scheduler, "dependent"));
    }
  }

  private static String runId(RunningScheduler scheduler, String job) {
    return listed(scheduler.command("runs", "--job", job, "--json"))
        .getFirst()
        .path("id")
        .stringValue("");
  }

  private static String awaitWait(RunningScheduler scheduler, String job, String state) {
    awaitRun(scheduler, job, state);
    await()
        .atMost(LIMIT)
        .until(() -> find(scheduler, job, state).getFirst().path("waiting").isString());
    return find(scheduler, job, state).getFirst().path("waiting").stringValue("");
  }

  @Test
  void logs_are_followed_to_the_end_of_the_job() throws Exception {
    try (RunningScheduler scheduler =
        RunningScheduler.of(
            directory,
            """
            jobs:
              - name: talk
                every: 1h
                command: [sh, -c, "echo one; until test -e go; do sleep 0.05; done; echo two"]
            """)) {
      String id = awaitRun(scheduler, "talk", "RUNNING").path("id").stringValue("");
      await().atMost(LIMIT).until(() -> scheduler.command("logs", id).out().equals("one\n"));
      Files.createFile(directory.resolve("go"));

      assertThat(scheduler.command("logs", id, "--follow").out()).isEqualTo("one\ntwo\n");
    }
  }

  @Test
  void what_is_named_wrongly_is_refused_in_a_sentence() throws Exception {
    try (RunningScheduler scheduler = RunningScheduler.of(directory, LONG)) {
      awaitRun(scheduler, "long", "RUNNING");

      assertThat(scheduler.command("show", "vvvvvvv").err()).contains("no run is named vvvvvvv");
      Started wrong = scheduler.command("show", "../../etc");
      assertThat(wrong.status()).isEqualTo(2);
      assertThat(wrong.err()).contains("1 to 16 of 0-9 and a-v").doesNotContain("\tat ");
      assertThat(scheduler.command("runs", "--limit", "0").status()).isEqualTo(2);
      assertThat(scheduler.command("stop").status()).isEqualTo(2);
      assertThat(scheduler.command("stop", "--detach").err()).contains("end with it: stop --drain");
      String id = listed(scheduler.command("runs", "--json")).getFirst().path("id").stringValue("");
      scheduler.command("cancel", id);
    }
  }

  @Test
  void a_second_program_on_the_same_state_directory_is_refused() throws Exception {
    try (RunningScheduler scheduler = RunningScheduler.of(directory, LONG)) {
      String id = awaitRun(scheduler, "long", "RUNNING").path("id").stringValue("");

      Started second =
          Started.with(
              directory,
              "run",
              directory.resolve("schedule.yaml").toString(),
              "--flux",
              "embedded:",
              "--http",
              "none");

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.err())
          .contains("another scheduler (process ", scheduler.state().toString())
          .doesNotContain("\tat ");
      assertThat(scheduler.command("cancel", id).status()).isZero();
    }
  }

  @Test
  void the_state_is_for_nobody_else() throws Exception {
    try (RunningScheduler scheduler = RunningScheduler.of(directory, QUICK)) {
      await().atMost(LIMIT).until(scheduler::isThere);

      assertThat(Files.getPosixFilePermissions(scheduler.state()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(Files.getPosixFilePermissions(scheduler.state().resolve("control.sock")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void stop_drain_waits_for_the_runs_under_way_and_ends_the_program() throws Exception {
    try (RunningScheduler scheduler =
        RunningScheduler.of(
            directory,
            """
            jobs:
              - name: last
                every: 1h
                command: [sh, -c, "until test -e go; do sleep 0.05; done"]
            """)) {
      awaitRun(scheduler, "last", "RUNNING");

      assertThat(scheduler.command("stop", "--drain").out()).isEqualTo("stopping, after 1 run\n");
      Files.createFile(directory.resolve("go"));

      Started end = scheduler.await();
      assertThat(end.status()).isZero();
      assertThat(end.out()).contains("1 run, all as expected");
    }
  }

  @Test
  void who_drains_twice_waits_as_long_as_who_drains_once() throws Exception {
    try (RunningScheduler scheduler =
        RunningScheduler.of(
            directory,
            """
            jobs:
              - name: last
                every: 1h
                command: [sh, -c, "until test -e go; do sleep 0.05; done"]
            """)) {
      awaitRun(scheduler, "last", "RUNNING");
      scheduler.command("stop", "--drain");

      assertThat(scheduler.command("stop", "--drain", "--json").out())
          .isEqualTo("{\"done\":\"stopping, after 1 run\"}\n");
      assertThat(awaitRun(scheduler, "last", "RUNNING").path("cancelReason").isNull()).isTrue();
      Files.createFile(directory.resolve("go"));

      Started end = scheduler.await();
      assertThat(end.out()).contains("1 run, all as expected").doesNotContain("canceling");
      assertThat(end.status()).isZero();
    }
  }

  private static JsonNode awaitRun(RunningScheduler scheduler, String job, String state) {
    await()
        .atMost(LIMIT)
        .until(() -> !find(scheduler, job, state).isEmpty() || scheduler.end().isDone());
    assertThat(scheduler.end()).isNotDone();
    return find(scheduler, job, state).getFirst();
  }

  private static List<JsonNode> find(RunningScheduler scheduler, String job, String state) {
    return scheduler.isThere()
        ? listed(scheduler.command("runs", "--job", job, "--state", state, "--json"))
        : List.of();
  }

  private static List<JsonNode> listed(Started command) {
    assertThat(command.status()).as(command::err).isZero();
    return JSON.readTree(command.out()).path("runs").valueStream().toList();
  }
}
