package org.fluxjvm.connector.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxjvm.connector.embedded.Dependency.After;
import org.fluxjvm.connector.embedded.Dependency.BeginTime;
import org.fluxjvm.connector.embedded.Dependency.Singleton;

/** Holds jobs back until what they wait for has come. Confined to the loop. */
final class Dependencies {
  private static final double NANOS = 1e9;

  private final JobFlow flow;
  private final EventLoop loop;
  private final Timestamps timestamps;
  private final Singletons singletons = new Singletons();
  private final Map<EmbeddedJob, Set<Waiter>> waiters = new HashMap<>();
  private final Map<EmbeddedJob, List<Runnable>> cleanup = new HashMap<>();

  private record Waiter(EmbeddedJob job, After dependency) {}

  Dependencies(JobFlow flow, EventLoop loop, Timestamps timestamps) {
    this.flow = flow;
    this.loop = loop;
    this.timestamps = timestamps;
  }

  void add(EmbeddedJob job, List<Dependency> all) {
    for (Dependency dependency : all) {
      switch (dependency) {
        case After after -> await(job, after);
        case BeginTime time -> await(job, time);
        case Singleton singleton -> await(job, singleton);
      }
    }
    singletons.submitted(job);
  }

  private void await(EmbeddedJob job, Singleton singleton) {
    if (singletons.await(job)) {
      flow.wait(job, singleton.description());
    }
  }

  private void await(EmbeddedJob job, After after) {
    flow.wait(job, after.description());
    EmbeddedJob target = after.target();
    boolean met =
        target.state() == JobState.INACTIVE
            || (after.type() == AfterType.START && target.hasStarted());
    if (met) {
      flow.waitNoMore(job, after.description());
      return;
    }
    Waiter waiter = new Waiter(job, after);
    waiters.computeIfAbsent(target, key -> new LinkedHashSet<>()).add(waiter);
    whenOver(
        job,
        () ->
            waiters.computeIfPresent(
                target,
                (key, all) -> {
                  all.remove(waiter);
                  return all;
                }));
  }

  private void await(EmbeddedJob job, BeginTime time) {
    flow.wait(job, time.description());
    double seconds = Math.max(0, time.seconds() - timestamps.now().doubleValue());
    Runnable stop =
        loop.schedule(
            Duration.ofNanos((long) (seconds * NANOS)),
            () -> flow.waitNoMore(job, time.description()));
    whenOver(job, stop);
  }

  private void whenOver(EmbeddedJob job, Runnable action) {
    cleanup.computeIfAbsent(job, key -> new ArrayList<>()).add(action);
  }

  void started(EmbeddedJob target) {
    for (Waiter waiter : List.copyOf(waiters.getOrDefault(target, Set.of()))) {
      if (waiter.dependency.type() == AfterType.START) {
        flow.waitNoMore(waiter.job, waiter.dependency.description());
      }
    }
  }

  /** To be told of each change of a job's state. */
  void changed(EmbeddedJob job) {
    if (job.state() != JobState.INACTIVE) {
      return;
    }
    cleanup.getOrDefault(job, List.of()).forEach(Runnable::run);
    cleanup.remove(job);
    singletons
        .ended(job)
        .ifPresent(
            next -> loop.execute(() -> flow.waitNoMore(next, new Singleton().description())));
    Set<Waiter> waiting = waiters.remove(job);
    if (waiting != null) {
      // Their logs are to tell of it after this job's.
      loop.execute(() -> waiting.forEach(waiter -> ended(waiter, job)));
    }
  }

  private void ended(Waiter waiter, EmbeddedJob target) {
    String description = waiter.dependency.description();
    if (!waiter.job.dependencies().contains(description)) {
      return;
    }
    if (waiter.dependency.type().isMetBy(target)) {
      flow.waitNoMore(waiter.job, description);
    } else {
      String note = "dependency " + description + " can never be satisfied";
      flow.raise(waiter.job, JobProblem.fatal("dependency", note), Signals.TERM);
    }
  }
}
