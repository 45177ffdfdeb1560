package org.fluxjvm.it.libflux;

import java.util.List;
import java.util.Map;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;

/** A job that never runs, whose next state can be waited for without end. */
final class HeldJob {
  private HeldJob() {}

  static long on(Flux flux) {
    JobId id =
        flux.jobs()
            .submit(
                JobspecV1.fromCommand(List.of("true")).build(),
                SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
    flux.rpc("job-list.list-id", Map.of("id", id.value(), "attrs", List.of(), "state", 8));
    return id.value();
  }
}
