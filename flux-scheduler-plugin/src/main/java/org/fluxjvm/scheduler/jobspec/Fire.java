package org.fluxjvm.scheduler.jobspec;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.scheduler.RunKey;

/**
 * A firing, as the code that makes its jobspec sees it.
 *
 * @param key what makes it this firing, also after a crash
 * @param jobName the name of the scheduled job, without its group
 * @param fired when it was fired; another time if it is fired again after a crash
 * @param previous when the trigger fired before, if it did and the scheduler knows
 * @param parameters the texts in the data of the job and the trigger, but for those that begin with
 *     {@code flux.}
 */
public record Fire(
    RunKey key,
    String jobName,
    Instant fired,
    Optional<Instant> previous,
    Map<String, String> parameters) {
  /** Copies the parameters. */
  public Fire {
    parameters = Map.copyOf(parameters);
  }

  /**
   * The short name of the firing, {@link RunKey#id}.
   *
   * @return 16 characters, the same for the same firing everywhere
   */
  public String id() {
    return key.id();
  }

  /**
   * The time that the firing was scheduled for.
   *
   * @return the time, to the millisecond
   */
  public Instant scheduled() {
    return key.scheduled();
  }
}
