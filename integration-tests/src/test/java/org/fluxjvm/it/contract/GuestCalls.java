package org.fluxjvm.it.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobSelection;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.Journal;
import org.fluxjvm.rpc.ResponseStream;

/** What a guest is answered, call by call, about a job that is the owner's. */
final class GuestCalls {
  static final long GUEST = 1234;
  static final String ALLOWED = "allowed";

  private final Map<String, String> answers = new LinkedHashMap<>();

  private GuestCalls() {}

  /** Prints the answers: for a virtual machine that pretends to be of the guest. */
  public static void main(String[] args) {
    try (Flux flux = Flux.open(args[0])) {
      make(flux, JobId.parse(args[1]))
          .forEach((call, answer) -> System.out.println(call + " " + answer));
    }
  }

  static Map<String, String> make(Flux flux, JobId job) {
    GuestCalls calls = new GuestCalls();
    calls.change(flux, job);
    // Flux 0.88 leaves the first watch of a log that a guest may not read without any answer; once
    // it has been asked for something else of that job it refuses the watch too.
    calls.look(flux, job);
    calls.follow(flux, job);
    return calls.answers;
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

  private void follow(Flux flux, JobId job) {
    answer("result", () -> flux.jobs().result(job));
    answer("eventWait", () -> flux.jobs().eventWait(job, "start"));
    answer("output", () -> flux.jobs().output(job).read());
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
    String answer = ALLOWED;
    try {
      run.run();
    } catch (FluxException e) {
      answer = e.errno().name();
    }
    answers.put(call, answer);
  }
}
