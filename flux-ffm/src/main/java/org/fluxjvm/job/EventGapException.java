package org.fluxjvm.job;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * Events of a job may have happened that nobody can tell of: the broker was lost, and the one that
 * came back does not hold the job any longer, or holds another past of it than the one that was
 * told. Its error is {@code ENOENT}.
 *
 * <p>That is so with a broker that begins anew, where the job was purged, and with one that was
 * restored from a checkpoint that is older than what was told.
 */
public final class EventGapException extends FluxException {
  private static final long serialVersionUID = 1L;
  private static final int NAMED = 10;

  private final long[] ids;

  private EventGapException(List<JobId> jobs, String operation, String reason) {
    super(Errno.ENOENT, operation, reason);
    this.ids = jobs.stream().mapToLong(JobId::value).toArray();
  }

  /** The job is gone. */
  static EventGapException gone(String topic, JobId id) {
    return new EventGapException(
        List.of(id),
        topic,
        id
            + ": after the broker was lost, Flux no longer holds this job;"
            + " what became of it is not known");
  }

  /** The job is there, with another past. */
  static EventGapException rewound(String topic, JobId id) {
    return new EventGapException(
        List.of(id),
        topic,
        id
            + ": after the broker was lost, Flux no longer holds what was told of this job;"
            + " it was restored from an earlier state, or is another job of that id");
  }

  /** One of a job's logs is gone. */
  static EventGapException gone(String topic, JobId id, String path) {
    return new EventGapException(
        List.of(id),
        topic,
        id
            + ": after the broker was lost, Flux no longer holds the log '"
            + path
            + "' of this job");
  }

  /** Jobs are gone, or have another past. */
  static EventGapException of(String topic, List<JobId> ids) {
    String names = ids.stream().limit(NAMED).map(JobId::toString).collect(Collectors.joining(", "));
    return new EventGapException(
        ids,
        topic,
        "after the broker was lost, Flux no longer holds what was told of "
            + (ids.size() == 1 ? "job " : ids.size() + " jobs: ")
            + names
            + (ids.size() > NAMED ? ", ..." : ""));
  }

  /**
   * The jobs whose events may be missing.
   *
   * @return their ids, at least one
   */
  public List<JobId> jobs() {
    return LongStream.of(ids).mapToObj(JobId::of).toList();
  }

  @Override
  public EventGapException thrownHere() {
    return new EventGapException(jobs(), operation(), reason());
  }
}
