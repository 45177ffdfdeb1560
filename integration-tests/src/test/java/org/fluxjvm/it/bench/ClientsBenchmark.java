package org.fluxjvm.it.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/** This library beside Flux's Python bindings, in one instance, in turn. */
final class ClientsBenchmark {
  private static final int ROUNDS = 7;
  private static final int JOBS = 1_000;
  private static final int SINGLE_JOBS = 40;

  private final StringBuilder table = new StringBuilder();

  /** The section of the page. */
  String run(String uri, Path directory) throws IOException {
    WarmUp warmUp = new WarmUp(JOBS);
    int journalJobs;
    int executorJobs;
    try (ClientProcess java = ClientProcess.java(uri, List.of());
        ClientProcess python = ClientProcess.python(uri, directory)) {
      JsonNode firstOfJava = java.run("executor", JOBS);
      JsonNode firstOfPython = python.run("executor", JOBS);
      journalJobs = warmUp.run(java, "journal");
      executorJobs = warmUp.run(java, "executor"); // last, since it is measured first
      table.append("| | Python | Java | Java by Python (lowest to highest) |\n|---|---|---|---|\n");
      jobs("FluxExecutor", new ClientRounds(java, python, "executor", JOBS, ROUNDS));
      row(
          "… of the first " + JOBS + " jobs of the process",
          cpuPerJob(firstOfPython),
          cpuPerJob(firstOfJava));
      jobs("Journal consumer", new ClientRounds(java, python, "journal", JOBS, ROUNDS));
      latency(new ClientRounds(java, python, "latency", SINGLE_JOBS, ROUNDS));
      row(
          "Resident memory after it, MB",
          python.residentKilobytes() / 1e3,
          java.residentKilobytes() / 1e3);
    }
    return String.format(
        Locale.ROOT,
        """
        Each client is one process and runs all of this in one instance of one broker with 256 cores
        and simulated execution of 1 ms, where the broker is what limits the jobs per second. Before
        it is measured, both clients have run %d jobs, and the Java client, in each way, %s: here %d
        jobs with the executor and %d with the journal. Then %d rounds of %d jobs, both clients in
        turn. The figures are medians, and the ratio is that of the rounds' ratios. CPU is that of the
        client's process, all of its threads, the JVM's compilers and garbage collector among them.
        Latency is the time from `submit` to the job's id in an executor with nothing else to do, both
        with their defaults: %d jobs, of which p99 is that of all together. The JVM has its default
        options.

        %s\
        """,
        JOBS,
        warmUp.rule(),
        executorJobs,
        journalJobs,
        ROUNDS,
        JOBS,
        SINGLE_JOBS * ROUNDS,
        table);
  }

  private void jobs(String client, ClientRounds rounds) {
    row(client + ": jobs per second", rounds, answer -> JOBS / answer.path("seconds").asDouble());
    row(client + ": CPU per job, µs", rounds, ClientsBenchmark::cpuPerJob);
  }

  private static double cpuPerJob(JsonNode answer) {
    return answer.path("cpu").asDouble() / JOBS * 1e6;
  }

  private void latency(ClientRounds rounds) {
    row("FluxExecutor: submit to id, p50, ms", rounds, answer -> latencies(answer).percentile(50));
    Figures python = rounds.allOfPython(ClientsBenchmark::latencies);
    Figures java = rounds.allOfJava(ClientsBenchmark::latencies);
    row("FluxExecutor: submit to id, p99, ms", python.percentile(99), java.percentile(99));
  }

  private static Figures latencies(JsonNode answer) {
    return new Figures(
        answer.path("latencies").valueStream().map(value -> value.asDouble() * 1e3).toList());
  }

  private void row(String name, ClientRounds rounds, ToDoubleFunction<JsonNode> figure) {
    row(name, rounds.ofPython(figure), rounds.ofJava(figure));
  }

  private void row(String name, Figures python, Figures java) {
    Figures ratio = java.by(python);
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %.4g | %.4g | %.2f (%.2f to %.2f) |%n",
            name,
            python.median(),
            java.median(),
            ratio.median(),
            ratio.min(),
            ratio.max()));
  }

  private void row(String name, double python, double java) {
    table.append(
        String.format(
            Locale.ROOT, "| %s | %.4g | %.4g | %.2f |%n", name, python, java, java / python));
  }
}
