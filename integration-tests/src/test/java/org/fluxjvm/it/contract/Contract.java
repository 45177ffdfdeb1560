package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** What all areas use: a handle, and jobs that do not outlive their test. */
abstract class Contract {
  /** Far more than anything here takes, on a machine that does other things too. */
  static final Duration LIMIT = Duration.ofSeconds(20);

  /** The cores of the instance's node, whatever the machine has. */
  static final int CORES = 8;

  /** An id that no job has. */
  static final JobId NO_JOB = JobId.of(123);

  private final Queue<JobId> submitted = new ConcurrentLinkedQueue<>();
  Flux flux;

  @BeforeEach
  void useHandle(Flux handle) {
    this.flux = handle;
  }

  @AfterEach
  void endJobs() {
    submitted.forEach(
        id -> flux.jobs().cancelAsync(id, "the test is over").exceptionally(e -> null));
    submitted.forEach(id -> flux.jobs().resultAsync(id).join());
  }

  /** A job whose stderr has only what its tasks write: the cores it is given are not all real. */
  static CommandBuilder command(String... words) {
    return JobspecV1.fromCommand(List.of(words)).setShellOption("cpu-affinity", "off");
  }

  static CommandBuilder script(String text) {
    return command("/bin/sh", "-c", text);
  }

  /** A job that takes its time without a process. */
  static CommandBuilder simulated(String duration) {
    return command("true").setAttribute("system.exec.test.run_duration", duration);
  }

  JobId submit(CommandBuilder job) {
    return submit(job, SubmitOptions.DEFAULT);
  }

  JobId submit(CommandBuilder job, SubmitOptions options) {
    return track(flux.jobs().submit(job.build(), options));
  }

  JobId submit(Jobspec job) {
    return submit(job, SubmitOptions.DEFAULT);
  }

  JobId submit(Jobspec job, SubmitOptions options) {
    return track(flux.jobs().submit(job, options));
  }

  JobId track(JobId id) {
    submitted.add(id);
    return id;
  }

  JobResult run(CommandBuilder job) {
    return flux.jobs().result(submit(job));
  }

  List<JobEvent> events(JobId id) {
    return events(id, "eventlog");
  }

  List<JobEvent> events(JobId id, String path) {
    List<JobEvent> all = new ArrayList<>();
    try (ResponseStream<JobEvent> events = flux.jobs().eventWatch(id, path)) {
      events.forEach(all::add);
    }
    return all;
  }

  List<String> names(JobId id) {
    return events(id).stream().map(JobEvent::name).toList();
  }

  /** Waits for an event of a job. */
  JobEvent awaitEvent(JobId id, String name) {
    return awaitEvent(id, "eventlog", name);
  }

  JobEvent awaitEvent(JobId id, String path, String name) {
    try (ResponseStream<JobEvent> events = flux.jobs().eventWatch(id, path)) {
      for (JobEvent event = next(events); ; event = next(events)) {
        if (event.name().equals(name)) {
          return event;
        }
      }
    }
  }

  /** The job has started, and its script has run as far as writing a line to standard output. */
  JobEvent awaitOutput(JobId id) {
    return awaitEvent(id, "guest.output", "data");
  }

  static <T> T next(ResponseStream<T> stream) {
    return stream.next(LIMIT).orElseThrow(() -> new AssertionError("the stream has ended"));
  }

  /** What a stream of the output event log of a job says in the end, all tasks in one. */
  String output(JobId id, String stream) {
    flux.jobs().result(id);
    StringBuilder text = new StringBuilder();
    for (JobEvent event : events(id, "guest.output")) {
      if (event.context().path("stream").stringValue("").equals(stream)) {
        text.append(event.context().path("data").stringValue(""));
      }
    }
    return text.toString();
  }

  String stdout(CommandBuilder job) {
    return output(submit(job), "stdout");
  }

  /** What {@code job-list} says of a job, once it has reached a state. */
  JsonNode listed(JobId id, int state) {
    return flux.rpc(
            "job-list.list-id", Map.of("id", id.value(), "attrs", List.of("all"), "state", state))
        .path("job");
  }

  static Errno refusal(ThrowingCallable call) {
    FluxException refused = catchThrowableOfType(FluxException.class, call);
    if (refused == null) {
      throw new AssertionError("not refused");
    }
    return refused.errno();
  }
}
