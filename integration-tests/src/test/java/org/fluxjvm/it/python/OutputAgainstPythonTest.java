package org.fluxjvm.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fluxjvm.Flux;
import org.fluxjvm.job.CapturedOutput;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What both read of the output of the same job. */
@Timeout(120)
@FluxTest(value = InstanceKind.REAL, cores = 4)
class OutputAgainstPythonTest {
  private static List<String> python(Flux flux, JobId id, int level) {
    String read =
        "(lambda o: [o.stdout, o.stderr])(job_output(handle(), %s, log_stderr_level=%d))"
            .formatted(id.dec(), level);
    return FluxPython.evaluate(List.of(read), Map.of("FLUX_URI", flux.uri()))
        .getFirst()
        .valueStream()
        .map(text -> joined(text.asString()))
        .toList();
  }

  /** Python does not end the messages of the shell with a line feed. */
  private static String joined(String text) {
    return text.replace("\n", "");
  }

  @Test
  void messages_of_the_shell_are_among_the_errors_up_to_the_same_level(Flux flux) {
    String script = "echo out; echo err >&2; exec no-such-program";
    JobId id =
        flux.jobs()
            .submit(
                JobspecV1.fromCommand(List.of("/bin/sh", "-c", script))
                    .setShellOption("verbose", 2)
                    .build());
    CapturedOutput output = flux.jobs().output(id).read();

    for (int level : List.of(-1, 0, 3, 5, 6, 7)) {
      assertThat(List.of(output.stdout(), output.stderrWithLog(level)))
          .as("level %d", level)
          .map(OutputAgainstPythonTest::joined)
          .isEqualTo(python(flux, id, level));
    }
    assertThat(output.stderrWithLog(7)).hasSizeGreaterThan(output.stderr().length());
  }
}
