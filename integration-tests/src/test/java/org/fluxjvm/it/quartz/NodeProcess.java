package org.fluxjvm.it.quartz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.fluxjvm.it.JavaProcess;

/** A {@link NodeProgram}. */
final class NodeProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  NodeProcess(String uri, Path directory) {
    try {
      process = JavaProcess.of(NodeProgram.class, uri, directory.toString()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = process.inputReader();
  }

  /** Has a shell command run, as a job of its own. */
  void run(String job, String command) {
    ask("run " + job + " " + command);
  }

  /** The Flux jobs that the scheduler follows. */
  Set<String> jobs() {
    String ids = ask("jobs");
    return ids.isEmpty() ? Set.of() : new TreeSet<>(Set.of(ids.split(" ")));
  }

  int completed() {
    return Integer.parseInt(ask("completed"));
  }

  /** Stops the scheduler without waiting for its jobs; gives the milliseconds that this took. */
  long stop() {
    return Long.parseLong(ask("stop"));
  }

  private String ask(String command) {
    try {
      process.outputWriter().write(command + "\n");
      process.outputWriter().flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the scheduler ended at: " + command);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process, whatever it does. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
