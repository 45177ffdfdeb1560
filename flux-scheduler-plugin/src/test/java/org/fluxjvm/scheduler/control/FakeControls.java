package org.fluxjvm.scheduler.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notes what it was asked for; of two runs it knows. */
final class FakeControls implements Controls {
  static final RunView RUN =
      new RunView(
          "abcdefgh234567ab",
          "nightly",
          "DEFAULT.nightly",
          Instant.parse("2026-11-22T02:30:00Z"),
          0,
          "DONE",
          2,
          1,
          Optional.of("fABC"),
          Optional.of("FAILED"),
          OptionalInt.of(3),
          Optional.of("exit code 3"),
          Optional.empty(),
          Optional.empty(),
          Instant.parse("2026-11-22T02:30:00.010Z"),
          Instant.parse("2026-11-22T02:31:00Z"));

  static final JobView JOB =
      new JobView(
          "nightly",
          JobView.Kind.CRON,
          "cron 0 30 2 * * ? (UTC)",
          JobView.State.PAUSED,
          Optional.of(Instant.parse("2026-11-23T02:30:00Z")),
          Optional.empty(),
          1,
          Optional.of("batch"));

  final List<String> asked = new CopyOnWriteArrayList<>();
  final CompletableFuture<Void> followed = new CompletableFuture<>();

  @Override
  public List<RunView> runs(RunFilter filter) {
    asked.add("runs " + filter.limit());
    return List.of(RUN);
  }

  @Override
  public List<JobView> jobs() {
    return List.of(JOB);
  }

  @Override
  public RunDetails show(String run, boolean environment) {
    throw new ControlException("no run begins with " + run);
  }

  @Override
  public CompletableFuture<Void> logs(String run, boolean follow, Consumer<LogLine> sink) {
    sink.accept(new LogLine("stdout", "0", "hello"));
    asked.add("logs " + run);
    return follow ? followed : CompletableFuture.completedFuture(null);
  }

  @Override
  public String cancel(String run, String reason) {
    return note("cancel " + run + " " + reason);
  }

  @Override
  public String retry(String run) {
    throw new IllegalStateException("a defect\nof this\u001b[31m fake");
  }

  @Override
  public String resolve(String run, Resolution as) {
    return note("resolve " + run + " " + as);
  }

  @Override
  public String pause(String job) {
    return note("pause " + job);
  }

  @Override
  public String resume(String job) {
    return note("resume " + job);
  }

  @Override
  public String trigger(String job) {
    return note("trigger " + job);
  }

  @Override
  public String stop(StopMode mode) {
    return note("stop " + mode);
  }

  private String note(String what) {
    asked.add(what);
    return "done: " + what;
  }
}
