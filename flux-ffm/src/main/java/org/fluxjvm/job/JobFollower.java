package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import org.fluxjvm.rpc.RpcClient;

/**
 * Submits jobs and follows them by their events.
 *
 * <p>The owner of the instance follows all the jobs that a follower submits over one stream, the
 * journal of the job manager, whatever their number. Guests, who may not read it, and jobs that
 * others submitted, are followed by one event log each, so many at a time; those beyond wait their
 * turn. Either way a listener gets events that the log has, in its order, each once.
 *
 * <p>When the broker is lost, submissions under way fail as {@link SubmitUnknownException}, and the
 * rest is resumed once it is back: a listener gets the events it has missed of a job that Flux
 * still holds, else {@link EventGapException}.
 */
public interface JobFollower extends AutoCloseable {
  /** How many event logs are followed at a time, unless said otherwise. */
  int MAX_EVENT_LOGS = 1024;

  /**
   * Makes a follower.
   *
   * @param client sends the requests
   * @param events the names of the events that listeners of submitted jobs want: fewer cost less.
   *     Without {@code clean} among them a following ends when its listener has had enough; {@code
   *     annotations} and {@code memo} cannot be had, since the journal also carries such as never
   *     reach the log
   * @return a follower, which asks Flux nothing yet
   */
  static JobFollower on(RpcClient client, Set<String> events) {
    return on(client, events, MAX_EVENT_LOGS);
  }

  /**
   * Makes a follower.
   *
   * @param client sends the requests
   * @param events as above
   * @param eventLogs how many event logs are followed at a time
   * @return a follower, which asks Flux nothing yet
   */
  static JobFollower on(RpcClient client, Set<String> events, int eventLogs) {
    return new JournalFollower(client, events, new EventLogFollower(client, events, eventLogs));
  }

  /**
   * Submits a job and follows it.
   *
   * @param jobspec the jobspec in JSON, UTF-8 (RFC 14), not checked here
   * @param options how to submit it
   * @param listener is told of the job's id and those events that this follower is for
   * @return the following
   */
  Following submit(MemorySegment jobspec, SubmitOptions options, JobListener listener);

  /**
   * Submits a job that is signed already, and follows it.
   *
   * @param j the signed jobspec <em>J</em> (RFC 15)
   * @param options how to submit it
   * @param listener is told of the job's id and those events that this follower is for
   * @return the following
   */
  Following submitSigned(String j, SubmitOptions options, JobListener listener);

  /**
   * Follows a job by its event log, from its first event on.
   *
   * @param id the job, of any user that this one may read
   * @param listener is told of all its events
   * @return the following
   */
  Following follow(JobId id, JobListener listener);

  /** Ends all followings with {@code ECANCELED}. The jobs run on. */
  @Override
  void close();
}
