package org.fluxjvm;

import java.time.Instant;
import org.fluxjvm.rfc.Idset;

/**
 * Ranks that were taken out of service, by an administrator or by Flux itself.
 *
 * @param ranks broker ranks that were drained at one time, for one reason
 * @param since when that was
 * @param reason why, may be empty
 */
public record DrainInfo(Idset ranks, Instant since, String reason) {}
