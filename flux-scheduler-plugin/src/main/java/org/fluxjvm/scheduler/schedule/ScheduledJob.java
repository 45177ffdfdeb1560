package org.fluxjvm.scheduler.schedule;

/**
 * One job of a schedule file.
 *
 * @param name its name, unique in the file; the Flux job has the same
 * @param firing when it fires
 * @param misfire what becomes of missed fires
 * @param work what it runs
 * @param urgency Flux's urgency, 1 to 31; guests may go up to 16
 * @param expect how a run of it should end
 * @param policy what is done when a run fails, and what keeps one from starting
 */
public record ScheduledJob(
    String name,
    Firing firing,
    Misfire misfire,
    Work work,
    int urgency,
    Expect expect,
    JobPolicy policy) {}
