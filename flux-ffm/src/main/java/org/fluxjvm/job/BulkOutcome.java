package org.fluxjvm.job;

/**
 * What a request that concerns many jobs did.
 *
 * @param jobs how many jobs were selected
 * @param errors how many of them could not be signalled or have the exception raised
 */
public record BulkOutcome(int jobs, int errors) {}
