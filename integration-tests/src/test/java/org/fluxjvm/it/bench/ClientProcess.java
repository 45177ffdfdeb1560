package org.fluxjvm.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.it.JavaProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that runs in a process of its own and obeys commands. */
final class ClientProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  private ClientProcess(String uri, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FLUX_URI", uri);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    this.process = builder.start();
    this.answers = process.inputReader();
  }

  /** A client over this library. */
  static ClientProcess java(String uri, List<String> options) throws IOException {
    return new ClientProcess(
        uri, JavaProcess.command(options, JavaClient.class.getName(), List.of()));
  }

  /** A client over Flux's Python bindings, run from a copy of the script in a directory. */
  static ClientProcess python(String uri, Path directory) throws IOException {
    Path script = directory.resolve("client.py");
    try (var source = ClientProcess.class.getResourceAsStream("client.py")) {
      if (source == null) {
        throw new IOException("client.py is not on the class path");
      }
      Files.write(script, source.readAllBytes());
    }
    return new ClientProcess(uri, List.of("flux", "python", script.toString()));
  }

  /** Has jobs run and waits for the answer. */
  JsonNode run(String command, int jobs) throws IOException {
    process.outputWriter().write(command + " " + jobs + "\n");
    process.outputWriter().flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the client ended at: " + command + " " + jobs);
    }
    return JsonMapper.shared().readTree(answer);
  }

  /** The memory that the process holds, native memory included. */
  long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    process.outputWriter().close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
