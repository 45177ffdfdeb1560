package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as a ledger has it at one moment.
 *
 * @param key the firing
 * @param job the scheduled job: its group and name, joined by a dot
 * @param attempt the latest submission
 * @param state how far that has come
 * @param owner who follows it; empty if it waits for somebody
 * @param epoch counts the owners: what an earlier one writes has no effect
 * @param cancelReason why it is to be cancelled, if it is
 * @param notBefore when the attempt may be submitted
 * @param created when the run began
 * @param updated when the state was reached
 */
public record RunRecord(
    RunKey key,
    String job,
    Attempt attempt,
    RunState state,
    Optional<Owner> owner,
    long epoch,
    Optional<String> cancelReason,
    Instant notBefore,
    Instant created,
    Instant updated) {}
