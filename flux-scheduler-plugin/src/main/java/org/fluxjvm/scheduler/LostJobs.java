package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.job.Lookup;
import org.fluxjvm.rpc.ResponseStream;
import tools.jackson.databind.JsonNode;

/**
 * Looks in Flux for jobs of runs that no ledger may know of.
 *
 * <p>After a restart that is asked for many runs at a time, and each look is at many jobs. So there
 * is one look at a time, and all who ask meanwhile share the next one: what it finds is never older
 * than the question.
 */
final class LostJobs {
  /** No job of a firing is older than the firing, but for the clocks of two machines. */
  private static final Duration CLOCKS_APART = Duration.ofHours(1);

  /** Flux compares each job with each name, and not for ever. */
  private static final int MOST_NAMES = 16;

  private static final int LOOKUPS_AT_ONCE = 256;

  private final Jobs jobs;
  private final Object lock = new Object();
  private List<Question> waiting = new ArrayList<>();
  private boolean looking;

  private record Question(
      RunKey key, Optional<String> name, CompletableFuture<List<JobId>> answer) {}

  LostJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Asks for the jobs with the mark of a run.
   *
   * @param key the run
   * @param name the name that its jobs have, if any
   * @return all that Flux knows at a time after this call
   */
  CompletableFuture<List<JobId>> of(RunKey key, Optional<String> name) {
    Question question = new Question(key, name, new CompletableFuture<>());
    synchronized (lock) {
      waiting.add(question);
      if (looking) {
        return question.answer();
      }
      looking = true;
    }
    Thread.ofVirtual().name("flux-lost-jobs").start(this::look);
    return question.answer();
  }

  private void look() {
    for (List<Question> asked = next(); !asked.isEmpty(); asked = next()) {
      try {
        answer(asked);
      } catch (RuntimeException | Error e) {
        asked.forEach(question -> question.answer().completeExceptionally(e));
      }
    }
  }

  private List<Question> next() {
    synchronized (lock) {
      List<Question> asked = waiting;
      waiting = new ArrayList<>();
      looking = !asked.isEmpty();
      return asked;
    }
  }

  private void answer(List<Question> asked) {
    Map<RunKey, List<JobId>> found = new HashMap<>();
    asked.forEach(question -> found.put(question.key(), new ArrayList<>()));
    List<JobId> candidates = candidates(asked);
    for (int from = 0; from < candidates.size(); from += LOOKUPS_AT_ONCE) {
      int to = Math.min(from + LOOKUPS_AT_ONCE, candidates.size());
      sort(candidates.subList(from, to), found);
    }
    asked.forEach(question -> question.answer().complete(found.get(question.key())));
  }

  private List<JobId> candidates(List<Question> asked) {
    Instant oldest = asked.stream().map(q -> q.key().scheduled()).min(Instant::compareTo).get();
    long from = Math.max(0, oldest.minus(CLOCKS_APART).getEpochSecond());
    JobQuery query =
        named(asked, JobQuery.mine().where(Constraint.entered(JobState.NEW, ">=" + from)));
    List<JobId> candidates = new ArrayList<>();
    try (ResponseStream<JobInfo> listing = jobs.list(query.limit(0).attributes("state"))) {
      listing.forEach(job -> candidates.add(job.id()));
    }
    return candidates;
  }

  private static JobQuery named(List<Question> asked, JobQuery query) {
    Set<String> names = new LinkedHashSet<>();
    for (Question question : asked) {
      if (question.name().isEmpty()) {
        return query;
      }
      names.add(question.name().get());
    }
    return names.size() > MOST_NAMES
        ? query
        : query.where(Constraint.name(names.toArray(String[]::new)));
  }

  private void sort(List<JobId> candidates, Map<RunKey, List<JobId>> found) {
    List<CompletableFuture<JsonNode>> lookups =
        candidates.stream().map(id -> jobs.lookupAsync(id, Lookup.of("jobspec").base())).toList();
    for (int i = 0; i < lookups.size(); i++) {
      Optional<List<JobId>> its = mark(lookups.get(i)).map(Mark::key).map(found::get);
      if (its.isPresent()) {
        its.get().add(candidates.get(i));
      }
    }
  }

  private static Optional<Mark> mark(CompletableFuture<JsonNode> lookup) {
    try {
      return Mark.of(lookup.join().path("jobspec"));
    } catch (CompletionException e) {
      FluxException failure = e.getCause() instanceof FluxException flux ? flux : null;
      if (failure != null && (failure.errno() == Errno.ENOENT || failure.errno() == Errno.EINVAL)) {
        return Optional.empty(); // forgotten since it was listed
      }
      throw failure == null ? e : failure;
    }
  }
}
