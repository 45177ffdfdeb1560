package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxjvm.Errno;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedJobTest {
  private final EmbeddedFixture flux = new EmbeddedFixture("embedded:?cores=4");

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void a_job_runs_a_real_process_and_logs_what_flux_logs() {
    long id = flux.submit(Specs.sh("echo hello; echo oops >&2; exit 3"));

    assertThat(flux.eventNames(id, "eventlog"))
        .containsExactly(
            "submit",
            "validate",
            "depend",
            "priority",
            "alloc",
            "start",
            "finish",
            "release",
            "free",
            "clean");
    assertThat(flux.status(id)).isEqualTo(3 << 8);
    assertThat(flux.output(id, "stdout")).isEqualTo("hello\n");
    assertThat(flux.output(id, "stderr")).isEqualTo("oops\n");
    assertThat(flux.eventNames(id, "guest.exec.eventlog"))
        .containsExactly(
            "init",
            "starting",
            "shell.init",
            "shell.start",
            "shell.task-exit",
            "shell-exit",
            "complete",
            "done");
  }

  @Test
  void a_task_killed_by_signal_9_ends_in_137() {
    long id = flux.submit(Specs.sh("kill -9 $$"));

    assertThat(flux.status(id)).isEqualTo(137 << 8);
  }

  @Test
  void a_command_that_is_not_found_raises_an_exec_exception_and_ends_in_127() {
    long id = flux.submit(Specs.command(List.of("no-such-command")));

    assertThat(flux.event(id, "exception").path("context").path("type").asString())
        .isEqualTo("exec");
    assertThat(flux.status(id)).isEqualTo(127 << 8);
  }

  @Test
  void a_command_that_is_not_executable_ends_in_126() {
    assertThat(flux.status(flux.submit(Specs.command(List.of("/etc/passwd"))))).isEqualTo(126 << 8);
  }

  @Test
  void cancel_ends_a_running_job() {
    long id = flux.submit(Specs.sh("sleep 60"));
    flux.awaitEvent(id, "start");

    flux.done("job-manager.raise", "{\"id\":" + id + ",\"severity\":0,\"type\":\"cancel\"}");

    assertThat(flux.status(id)).isEqualTo(143 << 8);
    assertThat(flux.eventNames(id, "eventlog")).containsSubsequence("start", "exception", "finish");
  }

  @Test
  void a_simulated_job_takes_its_time_and_runs_nothing() {
    long id = flux.submit(Specs.simulated("0.05s"));

    assertThat(flux.status(id)).isZero();
    assertThat(flux.watch(id, "guest.output").error().errno()).isEqualTo(Errno.ENOENT);
    assertThat(flux.eventNames(id, "guest.exec.eventlog"))
        .containsExactly("init", "starting", "recoverable", "complete", "done");
  }

  @Test
  void the_journal_carries_the_events_of_a_job_with_jobspec_and_r() {
    Responses journal = flux.stream("job-manager.events-journal", "{}");
    journal.awaitText("\"id\":-1");
    long id = flux.submit(Specs.simulated("0.01s"));

    assertThat(Json.parse(journal.awaitText("\"submit\"")).path("jobspec").isObject()).isTrue();
    assertThat(Json.parse(journal.awaitText("\"alloc\"")).path("R").isObject()).isTrue();
    assertThat(Json.parse(journal.awaitText("\"clean\"")).path("id").asLong()).isEqualTo(id);
  }
}
