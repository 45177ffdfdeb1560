package org.fluxjvm.scheduler.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.job.Constraint;

/**
 * How a command or script is run. Templates stand here as they were written: those of {@link
 * org.fluxjvm.scheduler.jobspec.Templates} are filled in when the job fires, others such as {@code
 * {{id}}} are for Flux.
 *
 * @param duration the time limit; zero for none, as in Flux
 * @param queue the queue
 * @param bank the bank
 * @param cwd the working directory; empty for that of the scheduler
 * @param env environment variables, set over those of the scheduler, in the order of the file
 * @param stdin the file that the tasks read
 * @param stdout the file that the tasks write
 * @param stderr the file for their error output
 * @param dependencies what the Flux job waits for (RFC 26), as URIs
 * @param constraints on which resources it may run (RFC 31)
 */
public record Attributes(
    Duration duration,
    Optional<String> queue,
    Optional<String> bank,
    Optional<String> cwd,
    Map<String, String> env,
    Optional<String> stdin,
    Optional<String> stdout,
    Optional<String> stderr,
    List<String> dependencies,
    Optional<Constraint> constraints) {}
