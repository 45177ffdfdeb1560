/**
 * An instance of Flux inside this virtual machine, for laptops and tests: a scheduler of real local
 * processes that answers the topics of Flux's job services, with the same payloads, errors and
 * event logs. Where it and Flux differ, Flux is right.
 *
 * <p>{@code embedded:NAME} is an instance that all handles of that name share until the last of
 * them is closed; {@code embedded:} is one of the handle's own. Parameters give its size, per node
 * where they can: {@code embedded:dev?nodes=2&cores=8&gpus=1}. They default to one node with as
 * many cores as the virtual machine sees and no GPU. Nodes, cores and GPUs are counted, and nothing
 * is bound to them: all nodes are this host. Each start is a new instance with a {@code
 * broker.uuid} of its own, and nothing of it is kept. The user is the instance owner; a handle
 * opened with {@code userid=N} is a guest's, who is refused what Flux refuses guests.
 *
 * <table>
 * <caption>What is answered</caption>
 * <tr><th>Topic</th><th>Behaviour</th></tr>
 * <tr><td>{@code attr.get}</td><td>{@code broker.uuid}, {@code broker.pid}, {@code
 * broker.starttime}, {@code size}, {@code rank}, {@code hostlist}, {@code instance-level}, {@code
 * security.owner}, {@code version}</td></tr>
 * <tr><td>{@code config.get}</td><td>an empty configuration</td></tr>
 * <tr><td>{@code broker.ping}</td><td>the request, with route, userid, rolemask and rank</td></tr>
 * <tr><td>{@code job-ingest.submit}</td><td>jobspec version 1, signed with mechanism none. {@code
 * EPERM}: breaks a rule of RFC 25 or 31, wants a host that is not there, or has a signer who is not
 * the owner. {@code EINVAL}: not JSON, urgency not in 0 to 31, a queue, a dependency other than
 * {@code begin-time}, {@code afterstart}, {@code afterany}, {@code afterok}, {@code afternotok},
 * {@code afterexcept} and {@code singleton}, or a command {@code flux broker} (a batch or nested
 * job). {@code EPROTO}: unknown flags</td></tr>
 * <tr><td>{@code job-manager.raise}</td><td>severity 0 ends the job: SIGTERM (SIGALRM at its time
 * limit), and SIGKILL 5 seconds later</td></tr>
 * <tr><td>{@code job-manager.kill}</td><td>reaches the process group of each task</td></tr>
 * <tr><td>{@code job-manager.raiseall}, {@code .killall}</td><td>by user and state</td></tr>
 * <tr><td>{@code job-manager.purge}</td><td>by age and number</td></tr>
 * <tr><td>{@code job-manager.urgency}</td><td>until resources are allocated; 0 holds, 31 is the
 * highest priority there is</td></tr>
 * <tr><td>{@code job-manager.wait}</td><td>one job, or any; once for each job submitted as
 * waitable</td></tr>
 * <tr><td>{@code job-manager.memo}</td><td>merged into the annotations; volatile ones only reach the
 * journal</td></tr>
 * <tr><td>{@code job-manager.events-journal}</td><td>full, allow, deny; backlog in order of
 * submission</td></tr>
 * <tr><td>{@code job-manager.stats-get}, {@code .queue-list}, {@code .queue-status}</td><td>no named
 * queues, no housekeeping</td></tr>
 * <tr><td>{@code job-info.lookup}</td><td>{@code J}, {@code jobspec} (without its environment),
 * {@code R}, {@code eventlog} and the guest logs</td></tr>
 * <tr><td>{@code job-info.eventlog-watch}</td><td>{@code eventlog}, {@code guest.exec.eventlog},
 * {@code guest.output}, {@code guest.input}; with both flags</td></tr>
 * <tr><td>{@code job-list.list}, {@code .list-id}, {@code .list-attrs}</td><td>all attributes and
 * the constraint operators of RFC 43</td></tr>
 * <tr><td>{@code job-list.job-stats}</td><td>once, or as a stream on change</td></tr>
 * <tr><td>{@code resource.status}, {@code .sched-status}</td><td>no node is ever drained, excluded or
 * down</td></tr>
 * <tr><td>all others</td><td>{@code ENOSYS}</td></tr>
 * </table>
 *
 * <p>Jobs are placed first come, first served by priority, without backfill, on nodes that fulfil
 * their constraint: {@code hostlist}, {@code ranks}, {@code properties}, of which no node has any,
 * and combinations. A task is a process in a session of its own, with the environment of its
 * jobspec, {@code FLUX_JOB_ID}, {@code FLUX_JOB_SIZE}, {@code FLUX_JOB_NNODES}, {@code
 * FLUX_JOB_TMPDIR}, {@code FLUX_TASK_RANK} and {@code FLUX_TASK_LOCAL_ID}. Of the shell options,
 * {@code input}, {@code output}, {@code env-expand} and {@code per-resource} are heeded. A job ends
 * when its tasks have exited and their output is closed; what is left of their process groups is
 * killed then. {@code attributes.system.exec.test} simulates a job, without a process.
 *
 * <p>Everything ends with the virtual machine, killed or not: on Linux tasks are started with a
 * parent-death signal ({@code setpriv}), and a small shell process that outlives the virtual
 * machine kills their process groups. A process that leaves its group is out of reach.
 */
@NullMarked
package org.fluxjvm.connector.embedded;

import org.jspecify.annotations.NullMarked;
