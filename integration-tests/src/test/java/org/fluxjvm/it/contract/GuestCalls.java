package org.fluxjvm.it.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobSelection;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.Journal;
import org.fluxjvm.rpc.ResponseStream;

/** What a guest is answered, call by call, about jobs that are the owner's. */
final class GuestCalls {
  static final long GUEST = 1234;
  static final String ALLOWED = "allowed";

  /** How many jobs the calls are about. */
  static final int JOBS = 6;

  /** Far more than an answer takes. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<String, String> answers = new LinkedHashMap<>();

  private GuestCalls() {}

  /** Prints the answers: for a virtual machine that pretends to be of the guest. */
  public static void main(String[] args) {
    List<JobId> jobs = Stream.of(args).skip(1).map(JobId::parse).toList();
    make(args[0], jobs).forEach((call, answer) -> System.out.println(call + " " + answer));
  }

  /**
   * Makes all calls.
   *
   * @param jobs so many as {@link #JOBS}, of the owner, that no guest has asked for yet
   */
  static Map<String, String> make(String uri, List<JobId> jobs) {
    try (Flux flux = Flux.open(uri)) {
      GuestCalls calls = new GuestCalls();
      calls.follow(flux, jobs);
      calls.change(flux, jobs.get(5));
      calls.look(flux, jobs.get(5));
      calls.ask(flux, jobs.get(5));
      return calls.answers;
    }
  }

  /** Each with a job of its own: Flux remembers whose job one was that a guest has asked for. */
  private void follow(Flux flux, List<JobId> jobs) {
    answer("result", () -> flux.jobs().result(jobs.get(0)));
    answer("eventWait", () -> flux.jobs().eventWait(jobs.get(1), "start"));
    answer("output", () -> flux.jobs().output(jobs.get(2)).read());
    answer("eventWatch", () -> flux.jobs().eventWatch(jobs.get(3)).next());
    FluxExecutor executor = FluxExecutor.builder().handle(flux).open();
    answer("attach", () -> executor.attach(jobs.get(4)).toCompletableFuture().join());
    executor.shutdown(false, false);
  }

  private void change(Flux flux, JobId job) {
    answer("cancel", () -> flux.jobs().cancel(job));
    answer("raise", () -> flux.jobs().raise(job, "test", 7, ""));
    answer("kill", () -> flux.jobs().kill(job));
    answer("setUrgency", () -> flux.jobs().setUrgency(job, 3));
    answer("memo", () -> flux.jobs().memo(job, Map.of("a", 1)));
    answer("cancelAll", () -> flux.jobs().raiseAll(JobSelection.everyone(), "cancel", 0, ""));
    answer("killAll", () -> flux.jobs().killAll(JobSelection.everyone(), 15));
    answer("killAll of own", () -> flux.jobs().killAll(JobSelection.user(GUEST), 15));
    answer("submit", () -> flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build()));
    answer(
        "purge",
        () ->
            flux.rpc(
                "job-manager.purge",
                Map.of("age_limit", 0.0, "num_limit", 0, "batch", 1, "force", true)));
  }

  private void ask(Flux flux, JobId job) {
    answer("waitFor", () -> flux.jobs().waitFor(job));
    answer("waitForAny", () -> flux.jobs().waitForAny());
    answer(
        "journal",
        () -> {
          try (var events = flux.jobs().journal(Journal.full().includeSentinel())) {
            events.next();
          }
        });
  }

  private void look(Flux flux, JobId job) {
    answer("lookup", () -> flux.jobs().lookup(job, "jobspec"));
    answer("submittedJobspec", () -> flux.jobs().submittedJobspec(job));
    answer("get", () -> flux.jobs().get(job));
    answer("list", () -> list(flux, job));
    answer("timeLeft", () -> flux.jobs().timeLeft(job));
    answer("stats", () -> flux.jobs().stats());
    answer("queues", flux::queues);
    answer("resources", flux::resources);
    answer("attribute", () -> flux.attribute("size"));
  }

  private static void list(Flux flux, JobId job) {
    List<JobId> listed = new ArrayList<>();
    try (ResponseStream<JobInfo> jobs = flux.jobs().list(JobQuery.everyone())) {
      jobs.forEach(info -> listed.add(info.id()));
    }
    if (!listed.contains(job)) {
      throw new IllegalStateException(job + " is missing among " + listed);
    }
  }

  private void answer(String call, Runnable run) {
    CompletableFuture<Void> made = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            run.run();
            made.complete(null);
          } catch (Throwable e) {
            made.completeExceptionally(e);
          }
        });
    answers.put(
        call,
        made.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
            .handle((nothing, error) -> error == null ? ALLOWED : name(error))
            .join());
  }

  private static String name(Throwable error) {
    return switch (error) {
      case FluxException refused -> refused.errno().name();
      case TimeoutException late -> "unanswered";
      case CompletionException wrapped when wrapped.getCause() != null -> name(wrapped.getCause());
      default -> error.toString();
    };
  }
}
