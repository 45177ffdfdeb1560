package org.fluxjvm.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxjvm.Flux;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.JournalEvent;
import org.fluxjvm.rpc.ResponseStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The client over this library; {@code client.py} does the same over Flux's Python bindings. */
public final class JavaClient {
  private static final CompilerClock COMPILERS = new CompilerClock();

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static @Nullable FluxExecutor lasting;

  private JavaClient() {}

  /** Obeys the commands of standard input until it ends. */
  public static void main(String[] args) throws Exception {
    Scanner commands = new Scanner(System.in, StandardCharsets.UTF_8);
    while (commands.hasNext()) {
      String command = commands.next();
      int count = commands.nextInt();
      Map<String, ?> answer =
          switch (command) {
            case "executor" -> executor(count);
            case "endurance" -> endurance(count);
            case "journal" -> journal(count);
            case "latency" -> latency(count);
            default -> throw new IOException("no such command: " + command);
          };
      System.out.println(JsonMapper.shared().writeValueAsString(answer));
    }
    if (lasting != null) {
      lasting.close();
    }
  }

  /** One core, a millisecond of simulated execution. */
  static Jobspec jobspec() {
    return JobspecV1.fromCommand(List.of("true"))
        .environment(Map.of())
        .cwd("/tmp")
        .setAttribute("exec.test.run_duration", "1ms")
        .build();
  }

  private record Stopwatch(long wall, long cpu, long compiling) {
    static Stopwatch start() throws IOException {
      long compiling = COMPILERS.nanos();
      return new Stopwatch(System.nanoTime(), CpuClock.nanos(), compiling);
    }

    Map<String, Double> read() throws IOException {
      return Map.of(
          "seconds", (System.nanoTime() - wall) / 1e9,
          "cpu", (CpuClock.nanos() - cpu) / 1e9,
          "compiling", (COMPILERS.nanos() - compiling) / 1e9);
    }
  }

  private static Map<String, Double> executor(int count) throws Exception {
    try (FluxExecutor executor = FluxExecutor.open()) {
      executor.submit(jobspec()).get();
      Stopwatch stopwatch = Stopwatch.start();
      runAll(executor, count);
      return stopwatch.read();
    }
  }

  /** In one executor for as long as this client lives. */
  private static Map<String, Double> endurance(int count) throws Exception {
    if (lasting == null) {
      lasting = FluxExecutor.open();
    }
    Stopwatch stopwatch = Stopwatch.start();
    runAll(lasting, count);
    return stopwatch.read();
  }

  private static void runAll(FluxExecutor executor, int count) throws Exception {
    Jobspec jobspec = jobspec();
    List<FluxFuture> futures =
        Stream.generate(() -> executor.submit(jobspec)).limit(count).toList();
    for (FluxFuture future : futures) {
      if (future.get() != 0) {
        throw new IOException("job " + future.jobId() + " failed");
      }
    }
  }

  private static Map<String, Double> journal(int count) throws Exception {
    try (Flux flux = Flux.open();
        ResponseStream<JournalEvent> events = flux.jobs().journal(Journal.live())) {
      Stopwatch stopwatch = Stopwatch.start();
      Jobspec jobspec = jobspec();
      List<CompletableFuture<JobId>> submissions =
          Stream.generate(() -> flux.jobs().submitAsync(jobspec)).limit(count).toList();
      Set<JobId> ended = new HashSet<>();
      while (ended.size() < count) {
        JournalEvent event = events.next(PATIENCE).orElseThrow();
        if (event.event().name().equals("clean")) {
          ended.add(event.id());
        }
      }
      Map<String, Double> reading = stopwatch.read();
      for (CompletableFuture<JobId> submission : submissions) {
        if (!ended.contains(submission.get())) {
          throw new IOException("the journal has not told the end of job " + submission.get());
        }
      }
      return reading;
    }
  }

  private static Map<String, List<Double>> latency(int count) throws Exception {
    List<Double> latencies = new ArrayList<>();
    try (FluxExecutor executor = FluxExecutor.open()) {
      executor.submit(jobspec()).get();
      for (int i = 0; i < count; i++) {
        // From a moment that has nothing to do with the executor's own rhythm.
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(200));
        long start = System.nanoTime();
        FluxFuture future = executor.submit(jobspec());
        future.jobId();
        latencies.add((System.nanoTime() - start) / 1e9);
        future.get();
      }
    }
    return Map.of("latencies", latencies);
  }
}
