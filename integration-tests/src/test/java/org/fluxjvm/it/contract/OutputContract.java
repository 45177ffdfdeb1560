package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.CapturedOutput;
import org.fluxjvm.job.JobException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.OutputEvent;
import org.fluxjvm.job.OutputLine;
import org.fluxjvm.job.StdStream;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.rfc.Idset;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class OutputContract extends Contract {
  @Test
  void the_whole_output_comes_once_the_job_has_ended() {
    JobId id = submit(script("echo out; echo err >&2; printf '\\377'").build());

    CapturedOutput output = flux.jobs().output(id).read();

    assertThat(output.bytes(StdStream.STDOUT)).containsExactly('o', 'u', 't', '\n', 0xff);
    assertThat(output.stderr()).isEqualTo("err\n");
    assertThat(output.stderrWithLog(-1)).isEqualTo("err\n");
    assertThat(output.stderrWithLog(0)).isEqualTo("err\n");
    assertThat(flux.jobs().output(id).soFar().stderr()).isEqualTo("err\n");
    assertThat(flux.jobs().output(id).readAsync().join().stderr()).isEqualTo("err\n");
  }

  @Test
  void tasks_and_streams_are_told_apart() {
    JobId id =
        flux.jobs()
            .submit(
                command("sh", "-c", "echo task $FLUX_TASK_RANK; echo e >&2").numTasks(2).build());

    CapturedOutput output = flux.jobs().output(id).read();

    assertThat(output.text(StdStream.STDOUT, 1)).isEqualTo("task 1\n");
    assertThat(output.text(StdStream.STDOUT, Idset.of(0))).isEqualTo("task 0\n");
    assertThat(output.labelled(StdStream.STDERR).lines()).containsExactlyInAnyOrder("0: e", "1: e");
    assertThat(output.lines().stream().map(OutputLine::labelled))
        .containsExactlyInAnyOrder("0: task 0", "1: task 1", "0: e", "1: e");
    try (ResponseStream<OutputLine> lines = flux.jobs().output(id).lines(StdStream.STDOUT, 0)) {
      assertThat(lines.next()).hasValueSatisfying(l -> assertThat(l.text()).isEqualTo("task 0"));
      assertThat(lines.next()).isEmpty();
    }
  }

  @Test
  void lines_come_while_the_job_runs() {
    JobId id = submit(script("echo first; exec sleep 60").build());

    try (ResponseStream<OutputLine> lines = flux.jobs().output(id).lines()) {
      assertThat(lines.next()).hasValueSatisfying(l -> assertThat(l.text()).isEqualTo("first"));
      flux.jobs().cancel(id);
      assertThat(lines.next()).isEmpty();
    }
  }

  @Test
  void an_exception_shows_in_the_output() {
    JobId id = submit(script("echo on; exec sleep 60").build());
    List<OutputEvent> events = new ArrayList<>();

    try (ResponseStream<OutputEvent> stream = flux.jobs().output(id).events()) {
      for (OutputEvent event : stream) {
        events.add(event);
        if (event instanceof OutputEvent.Data data && data.data().length() > 0) {
          flux.jobs().cancel(id, "enough");
        }
      }
    }

    assertThat(events).anyMatch(OutputEvent.Header.class::isInstance);
    assertThat(events)
        .filteredOn(OutputEvent.Raised.class::isInstance)
        .singleElement()
        .hasToString("job.exception: type=cancel severity=0 enough");
  }

  @Test
  void a_file_that_takes_the_output_is_named(@TempDir Path folder) {
    Path file = folder.resolve("out");
    JobId id = submit(command("echo", "x").output(file).build());

    CapturedOutput output = flux.jobs().output(id).read();

    assertThat(output.stdout()).isEmpty();
    assertThat(output.log()).contains("0: stdout redirected to " + file);
  }

  @Test
  void a_program_that_is_not_there_is_named_in_the_log() {
    JobId id = submit(command("no-such-program").build());

    assertThat(flux.jobs().output(id).read().log()).contains("no-such-program");
  }

  @Test
  void a_job_that_never_started_has_no_output() {
    SubmitOptions held = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);
    JobId id = submit(command("true").build(), held);
    flux.jobs().cancel(id, "changed my mind");

    assertThatThrownBy(() -> flux.jobs().output(id).read())
        .isInstanceOfSatisfying(
            JobException.class,
            e -> {
              assertThat(e.type()).isEqualTo("cancel");
              assertThat(e.note()).isEqualTo("changed my mind");
            });
    assertThatThrownBy(() -> flux.jobs().output(id).readAsync().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(JobException.class);
  }

  @Test
  void a_job_shell_that_fails_ends_the_output() {
    JobId id = submit(command("true").setShellOption("initrc", "/no/such/file").build());

    CapturedOutput output = flux.jobs().output(id).read();

    assertThat(output.stdout()).isEmpty();
  }

  @Test
  void an_unknown_job_has_no_output() {
    assertThatThrownBy(() -> flux.jobs().output(NO_JOB).read())
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }
}
