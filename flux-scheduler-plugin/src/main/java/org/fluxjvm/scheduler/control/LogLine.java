package org.fluxjvm.scheduler.control;

/**
 * A line of what a job wrote, or of what there is to know about that.
 *
 * @param stream {@code stdout}, {@code stderr} or {@code note}
 * @param tasks the ranks of the tasks that wrote it, as an idset (RFC 22); empty for a note
 * @param text the line as it was written
 */
public record LogLine(String stream, String tasks, String text) {}
