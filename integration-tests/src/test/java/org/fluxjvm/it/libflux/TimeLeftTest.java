package org.fluxjvm.it.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxjvm.Flux;
import org.fluxjvm.it.JavaProcess;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;

@FluxTest(InstanceKind.REAL)
class TimeLeftTest {
  /** The instance itself has no time limit. */
  @Test
  void a_java_program_that_is_a_job_has_the_time_of_that_job(Flux flux) {
    Jobspec program =
        JobspecV1.fromCommand(
                JavaProcess.command(List.of(), TimeLeftProgram.class.getName(), List.of()))
            .duration("1h")
            .build();
    JobId id = flux.jobs().submit(program);

    assertThat(flux.jobs().result(id).isSuccess())
        .as(flux.jobs().output(id).read().stderr())
        .isTrue();
    assertThat(Long.parseLong(flux.jobs().output(id).read().stdout().strip()))
        .isBetween(3000L, 3600L);
  }
}
