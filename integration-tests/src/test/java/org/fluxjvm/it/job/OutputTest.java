package org.fluxjvm.it.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.CapturedOutput;
import org.fluxjvm.job.JobException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.job.OutputEvent;
import org.fluxjvm.job.OutputLine;
import org.fluxjvm.job.StdStream;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.it.job.Instances#all")
class OutputTest {
  private final Jobs jobs;

  OutputTest(Flux flux) {
    this.jobs = flux.jobs();
  }

  @Test
  void the_whole_output_comes_once_the_job_has_ended() {
    JobId id = jobs.submit(Work.shell("echo out; echo err >&2; printf '\\377'"));

    CapturedOutput output = jobs.output(id).read();

    assertThat(output.bytes(StdStream.STDOUT)).containsExactly('o', 'u', 't', '\n', 0xff);
    assertThat(output.stderr()).isEqualTo("err\n");
    assertThat(jobs.output(id).soFar().stderr()).isEqualTo("err\n");
    assertThat(jobs.output(id).readAsync().join().stderr()).isEqualTo("err\n");
  }

  @Test
  void tasks_and_streams_are_told_apart() {
    JobId id =
        jobs.submit(
            Work.builder("sh", "-c", "echo task $FLUX_TASK_RANK; echo e >&2").numTasks(2).build());

    CapturedOutput output = jobs.output(id).read();

    assertThat(output.text(StdStream.STDOUT, 1)).isEqualTo("task 1\n");
    assertThat(output.lines().stream().map(OutputLine::labelled))
        .containsExactlyInAnyOrder("0: task 0", "1: task 1", "0: e", "1: e");
    try (ResponseStream<OutputLine> lines = jobs.output(id).lines(StdStream.STDOUT, 0)) {
      assertThat(lines.next()).hasValueSatisfying(l -> assertThat(l.text()).isEqualTo("task 0"));
      assertThat(lines.next()).isEmpty();
    }
  }

  @Test
  void lines_come_while_the_job_runs() {
    JobId id = jobs.submit(Work.shell("echo first; exec sleep 60"));

    try (ResponseStream<OutputLine> lines = jobs.output(id).lines()) {
      assertThat(lines.next()).hasValueSatisfying(l -> assertThat(l.text()).isEqualTo("first"));
      jobs.cancel(id);
      assertThat(lines.next()).isEmpty();
    }
  }

  @Test
  void an_exception_shows_in_the_output() {
    JobId id = jobs.submit(Work.shell("echo on; exec sleep 60"));
    List<OutputEvent> events = new ArrayList<>();

    try (ResponseStream<OutputEvent> stream = jobs.output(id).events()) {
      for (OutputEvent event : stream) {
        events.add(event);
        if (event instanceof OutputEvent.Data data && data.data().length() > 0) {
          jobs.cancel(id, "enough");
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
    JobId id = jobs.submit(Work.builder("echo", "x").output(file).build());

    CapturedOutput output = jobs.output(id).read();

    assertThat(output.stdout()).isEmpty();
    assertThat(output.log()).contains("0: stdout redirected to " + file);
  }

  @Test
  void a_program_that_is_not_there_is_named_in_the_log() {
    JobId id = jobs.submit(Work.command("no-such-program"));

    assertThat(jobs.output(id).read().log()).contains("no-such-program");
  }

  @Test
  void a_job_that_never_started_has_no_output() {
    SubmitOptions held = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);
    JobId id = jobs.submit(Work.command("true"), held);
    jobs.cancel(id, "changed my mind");

    assertThatThrownBy(() -> jobs.output(id).read())
        .isInstanceOfSatisfying(
            JobException.class,
            e -> {
              assertThat(e.type()).isEqualTo("cancel");
              assertThat(e.note()).isEqualTo("changed my mind");
              assertThat(e.id()).isEqualTo(id);
            });
    assertThatThrownBy(() -> jobs.output(id).readAsync().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(JobException.class);
  }

  @Test
  void a_job_shell_that_fails_ends_the_output() {
    JobId id = jobs.submit(Work.builder("true").setShellOption("initrc", "/no/such/file").build());

    CapturedOutput output = jobs.output(id).read();

    assertThat(output.stdout()).isEmpty();
  }

  @Test
  void an_unknown_job_has_no_output() {
    assertThatThrownBy(() -> jobs.output(JobId.of(99)).read())
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }
}
