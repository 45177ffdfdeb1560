package org.fluxjvm.scheduler.quartz;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Claim;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunPolicy;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Successor;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Firings whose job does not say what to run, or says it wrong. Their runs end with that, as
 * failed: one that stayed open would be fired again and again.
 */
final class UnreadableFirings {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableFirings.class);
  private static final int URGENCY = 16;

  private final RunExecutor executor;
  private final RunLedger ledger;
  private final Flux flux;
  private final Consumer<Successor> onSuccessor;

  UnreadableFirings(
      RunExecutor executor, RunLedger ledger, Flux flux, Consumer<Successor> onSuccessor) {
    this.executor = executor;
    this.ledger = ledger;
    this.flux = flux;
    this.onSuccessor = onSuccessor;
  }

  /**
   * Ends the run of a firing, unless it may have begun before its job was changed.
   *
   * @param wrong what is wrong with the firing
   * @return what to follow to its end, if it may have begun
   * @throws JobExecutionException if not even the key of the firing can be read
   */
  Optional<RunRequest> end(JobExecutionContext context, JobExecutionException wrong)
      throws JobExecutionException {
    RunKey key = FiringRequest.key(context);
    String job = JobNames.text(context.getJobDetail().getKey());
    Optional<RunRecord> known = ledger.find(key);
    if (known.isPresent()
        && known.get().state() instanceof RunState.Placed placed
        && !(placed instanceof RunState.Held)) {
      return Optional.of(
          new RunRequest(
              key,
              job,
              context.getFireInstanceId(),
              flux.jobs().submittedJobspec(placed.placement().job()),
              URGENCY,
              RunPolicy.DEFAULT,
              chained(context, key)));
    }
    Claim claim = ledger.claim(key, job, new Owner(executor.node(), context.getFireInstanceId()));
    if (!(claim instanceof Claim.Over)) {
      RunEnd end =
          new RunEnd(
              RunEnd.Outcome.FAILED, OptionalInt.empty(), String.valueOf(wrong.getMessage()));
      List<Successor> successors =
          chained(context, key).stream()
              .filter(chained -> chained.on().includes(end))
              .map(RunRequest.Chained::successor)
              .toList();
      if (ledger.close(claim.run(), new RunState.Done(end), successors).isPresent()) {
        successors.forEach(onSuccessor);
      }
    }
    return Optional.empty();
  }

  private static List<RunRequest.Chained> chained(JobExecutionContext context, RunKey key) {
    try {
      return FiringRequest.successors(context, key);
    } catch (IllegalArgumentException e) {
      LOG.error("Nothing follows upon {}: {}", key, e.getMessage());
      return List.of();
    }
  }
}
