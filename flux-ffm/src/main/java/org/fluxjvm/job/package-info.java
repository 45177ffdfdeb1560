/**
 * Jobs: what is submitted, how it is named, and what becomes of it.
 *
 * <p>A failure has one outcome, whomever one asks and whichever connector answers. Refused requests
 * are a {@link org.fluxjvm.FluxException} with an {@link org.fluxjvm.Errno}; what befalls a job is
 * in its {@link org.fluxjvm.job.JobResult} and {@link org.fluxjvm.job.JobInfo}.
 *
 * <table>
 * <caption>What befalls a job</caption>
 * <tr><th>What happened</th><th>Outcome</th><th>Return code</th><th>Exception</th><th>Future of an
 * executor</th></tr>
 * <tr><td>a task exits with code <i>n</i></td><td>{@code FAILED}; {@code COMPLETED} if
 * 0</td><td><i>n</i>, the greatest of all</td><td>none</td><td><i>n</i></td></tr>
 * <tr><td>a task is killed by signal <i>s</i></td><td>{@code FAILED}</td><td>128 +
 * <i>s</i></td><td>none</td><td>128 + <i>s</i></td></tr>
 * <tr><td>a job shell is killed by signal <i>s</i>, or a simulated job ends as if</td><td>{@code
 * FAILED}</td><td>&minus;<i>s</i></td><td>none</td><td>&minus;<i>s</i></td></tr>
 * <tr><td>the command does not exist, or may not be executed</td><td>{@code FAILED}</td><td>127,
 * 126</td><td>{@code exec}</td><td>{@code JobException}</td></tr>
 * <tr><td>cancelled before it starts</td><td>{@code CANCELED}</td><td>&minus;128, and no wait
 * status</td><td>{@code cancel}</td><td>{@code JobException}</td></tr>
 * <tr><td>cancelled while it runs</td><td>{@code CANCELED}</td><td>that of its tasks, mostly 128 +
 * 15; 1 if they all exit with 0</td><td>{@code cancel}</td><td>{@code JobException}</td></tr>
 * <tr><td>runs into its time limit</td><td>{@code TIMEOUT}</td><td>that of its tasks, mostly 128 +
 * 14</td><td>{@code timeout}</td><td>{@code JobException}</td></tr>
 * <tr><td>asks for more than there is</td><td>{@code FAILED}</td><td>1, and no wait
 * status</td><td>{@code alloc}</td><td>{@code JobException}</td></tr>
 * <tr><td>a dependency can never be met</td><td>{@code FAILED}</td><td>1, and no wait
 * status</td><td>{@code dependency}</td><td>{@code JobException}</td></tr>
 * </table>
 *
 * <p>Of several exceptions the first of severity 0 is the cause (RFC 21), whatever came after, and
 * exceptions of lesser severity never are.
 *
 * <table>
 * <caption>What is refused</caption>
 * <tr><th>Request</th><th>Outcome</th></tr>
 * <tr><td>a jobspec that breaks a rule of RFC 14</td><td>{@link
 * org.fluxjvm.job.JobspecException}, before it is sent</td></tr>
 * <tr><td>a jobspec that Flux's validator refuses</td><td>{@code EPERM}</td></tr>
 * <tr><td>an unknown queue or dependency, an urgency out of range</td><td>{@code EINVAL}</td></tr>
 * <tr><td>a job that is unknown or was purged</td><td>{@code ENOENT}; {@code EINVAL} for {@code
 * kill} and {@code setUrgency}, {@code ECHILD} for {@code waitFor} unless it is waitable and was not
 * waited for; {@code get} is empty</td></tr>
 * <tr><td>{@code cancel}, {@code raise} or {@code memo} of an inactive job</td><td>{@code
 * ENOENT}</td></tr>
 * <tr><td>{@code kill} of a job that does not run, {@code setUrgency} of one that has
 * resources</td><td>{@code EINVAL}</td></tr>
 * <tr><td>{@code waitFor} of a job that is not waitable, or was waited for</td><td>{@code
 * ECHILD}</td></tr>
 * <tr><td>a guest's request about the job of another, for the journal, or to wait</td><td>{@code
 * EPERM}; {@code get}, {@code list}, {@code stats} and {@code timeLeft} are allowed</td></tr>
 * <tr><td>an event that does not come before its log ends</td><td>{@code ENODATA}</td></tr>
 * <tr><td>the output of a job that never started</td><td>{@code JobException} if one ended it, else
 * {@code EIO}</td></tr>
 * <tr><td>a submission whose answer is lost</td><td>{@link
 * org.fluxjvm.job.SubmitUnknownException}</td></tr>
 * </table>
 */
@NullMarked
package org.fluxjvm.job;

import org.jspecify.annotations.NullMarked;
