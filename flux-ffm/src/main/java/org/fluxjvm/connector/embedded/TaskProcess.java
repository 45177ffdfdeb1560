package org.fluxjvm.connector.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process of a job, leader of its group where the host has {@code setsid}.
 *
 * @param stdout its output and that of its children
 */
record TaskProcess(Process process, boolean leader, InputStream stdout, InputStream stderr) {
  /** There on Linux only, as OutputPipe needs it. */
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static TaskProcess start(ProcessBuilder builder, boolean leader) throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      Process process = builder.start();
      return new TaskProcess(process, leader, process.getInputStream(), process.getErrorStream());
    }
    try (OutputPipe out = OutputPipe.open();
        OutputPipe err = OutputPipe.open()) {
      builder.redirectOutput(out.writer()).redirectError(err.writer());
      return started(builder, leader, out.reader(), err.reader());
    }
  }

  private static TaskProcess started(
      ProcessBuilder builder, boolean leader, InputStream stdout, InputStream stderr)
      throws IOException {
    try {
      return new TaskProcess(builder.start(), leader, stdout, stderr);
    } catch (IOException | RuntimeException e) {
      stdout.close();
      stderr.close();
      throw e;
    }
  }

  long pid() {
    return process.pid();
  }

  /** Signals its whole group. */
  void signal(int signum) {
    // In the moment before it made its group, there is only the process.
    if (!(leader && Signals.send(-pid(), signum)) && process.isAlive()) {
      Signals.send(pid(), signum);
    }
  }

  /** Ends what its leader left behind. */
  void killGroup() {
    if (leader) {
      Signals.send(-pid(), Signals.KILL);
    }
  }

  void await(long nanos) throws InterruptedException {
    process.waitFor(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }
}
