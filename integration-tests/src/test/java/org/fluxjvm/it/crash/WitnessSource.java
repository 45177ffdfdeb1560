package org.fluxjvm.it.crash;

import java.nio.file.Path;
import java.util.Objects;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.scheduler.jobspec.Fire;
import org.fluxjvm.scheduler.jobspec.JobspecSource;

/** Each firing's job tells the witness the name of its trigger. */
public final class WitnessSource implements JobspecSource {
  /** Where the job data map has the directory of the witness. */
  static final String DIRECTORY = "witness";

  @Override
  public Jobspec jobspec(Fire fire) {
    String trigger = fire.key().trigger();
    return new Witness(Path.of(Objects.requireNonNull(fire.parameters().get(DIRECTORY))))
        .jobspec(trigger.substring(trigger.indexOf('.') + 1));
  }
}
