package org.fluxjvm.scheduler.control;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run as it is shown.
 *
 * @param id its short name
 * @param job the scheduled job
 * @param trigger the trigger's group and name, joined by a dot
 * @param scheduled the time that it was due
 * @param refire how often the job had asked to be fired again
 * @param state {@link org.fluxjvm.scheduler.RunState#word}
 * @param attempt the try, from 1
 * @param submission the submission within the try, from 1
 * @param jobId the Flux job of the latest submission, in F58 with a plain f
 * @param outcome how it ended: {@code COMPLETED}, {@code FAILED}, {@code CANCELED}, {@code TIMEOUT}
 *     or {@code REFUSED}
 * @param returnCode the exit code, if a job ran and ended
 * @param note what there is to say of its end
 * @param waiting why it waits, if it does
 * @param cancelReason why it is to be cancelled, if it is
 * @param created when the run began
 * @param updated when the state was reached
 */
public record RunView(
    String id,
    String job,
    String trigger,
    Instant scheduled,
    int refire,
    String state,
    int attempt,
    int submission,
    Optional<String> jobId,
    Optional<String> outcome,
    OptionalInt returnCode,
    Optional<String> note,
    Optional<String> waiting,
    Optional<String> cancelReason,
    Instant created,
    Instant updated) {}
