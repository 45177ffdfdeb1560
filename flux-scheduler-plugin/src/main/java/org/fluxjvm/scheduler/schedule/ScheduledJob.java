package org.fluxjvm.scheduler.schedule;

/**
 * One job of a schedule file.
 *
 * @param name its name, unique in the file; the Flux job has the same
 * @param firing when it fires
 * @param misfire what becomes of missed fires
 * @param work what it runs
 * @param urgency Flux's urgency, 0 (held) to 31
 * @param expect how a run of it should end
 */
public record ScheduledJob(
    String name, Firing firing, Misfire misfire, Work work, int urgency, Expect expect) {}
