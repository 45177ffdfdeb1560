package org.fluxjvm.it.quartz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.fluxjvm.job.JobId;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.quartz.FluxExecutors;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.listeners.JobListenerSupport;

/** A scheduler in a process of its own, with a store in a file, that answers commands by lines. */
final class NodeProgram {
  private final Scheduler scheduler;
  private final AtomicInteger completed = new AtomicInteger();

  private NodeProgram(String uri, Path directory) throws SchedulerException {
    scheduler =
        new FluxSchedulerFactory(Schedulers.properties(uri, "rolling", Store.H2, directory))
            .getScheduler();
    scheduler
        .getListenerManager()
        .addJobListener(
            new JobListenerSupport() {
              @Override
              public String getName() {
                return "completed";
              }

              @Override
              public void jobWasExecuted(
                  JobExecutionContext context, @Nullable JobExecutionException error) {
                if (error == null) {
                  completed.incrementAndGet();
                }
              }
            });
    scheduler.start();
  }

  /**
   * Serves until it is told to stop.
   *
   * @param args the Flux instance, and the directory of the store
   */
  public static void main(String[] args) throws Exception {
    NodeProgram node = new NodeProgram(args[0], Path.of(args[1]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(node.answer(line.split(" ", 2)));
    }
  }

  private String answer(String[] command) throws SchedulerException, IOException {
    return switch (command[0]) {
      case "run" -> run(command[1]);
      case "jobs" -> jobs();
      case "completed" -> Integer.toString(completed.get());
      case "stop" -> stop();
      default -> throw new IOException("unknown command: " + command[0]);
    };
  }

  private String run(String definition) throws SchedulerException {
    String[] words = definition.split(" ", 2);
    var job = Contract.job(words[0], words[1]);
    scheduler.scheduleJob(job, Contract.now(job));
    return "scheduled";
  }

  /** The Flux jobs that this scheduler follows. */
  private String jobs() throws JobExecutionException {
    return FluxExecutors.get(scheduler).active().stream()
        .map(Run::jobId)
        .flatMap(id -> id.stream())
        .map(JobId::f58)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** How long that took, in milliseconds. */
  private String stop() throws SchedulerException {
    long start = System.nanoTime();
    scheduler.shutdown(false);
    return Long.toString(Duration.ofNanos(System.nanoTime() - start).toMillis());
  }
}
