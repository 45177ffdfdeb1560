package org.fluxjvm.metrics;

import java.util.List;
import org.fluxjvm.job.JournalEvent;
import org.jspecify.annotations.Nullable;

/** Makes meters of a journal, and of how reading it goes. One call at a time. */
final class JobReader implements FollowedJournal.Reader {
  private static final System.Logger LOG = System.getLogger(JobReader.class.getName());

  private final JobTally tally;
  private final JobRegistries registries;

  JobReader(JobTally tally, JobRegistries registries) {
    this.tally = tally;
    this.registries = registries;
  }

  @Override
  public void begins(List<String> queues) {
    tally.restart(queues);
  }

  @Override
  public void accept(JournalEvent event) {
    tally.accept(event);
    if (event.isSentinel()) {
      registries.journal(PollOutcome.SUCCESS);
    }
  }

  @Override
  public void ended(@Nullable Throwable failure) {
    // Its regular end is that of the job manager.
    PollOutcome outcome = failure == null ? PollOutcome.UNREACHABLE : PollOutcome.of(failure);
    if (registries.journal(outcome)) {
      LOG.log(
          outcome == PollOutcome.DENIED ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
          "Jobs are not metered, as their journal is {0}: {1}",
          outcome.tag(),
          failure == null ? "it has ended" : failure);
    }
  }
}
