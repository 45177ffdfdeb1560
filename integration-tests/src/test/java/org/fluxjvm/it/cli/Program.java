package org.fluxjvm.it.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.it.JavaProcess;

/** A process, with what it writes in files. */
public record Program(Process process, Path out, Path err) implements AutoCloseable {
  /** The scheduler in a virtual machine of its own, without Flux around it. */
  public static Program scheduler(Path directory, String... arguments) throws IOException {
    return start(directory, schedulerCommand(arguments));
  }

  /** The scheduler as the initial program of an instance, or a job in it, would be started. */
  public static Program scheduler(FluxInstance around, Path directory, String... arguments)
      throws IOException {
    return start(directory, schedulerCommand(arguments), Map.of("FLUX_URI", around.uri()));
  }

  /** The scheduler with files of its own name for what it writes, beside others. */
  public static Program scheduler(
      Path directory, String name, List<String> arguments, Map<String, String> environment)
      throws IOException {
    return start(
        directory, name + ".", schedulerCommand(arguments.toArray(String[]::new)), environment);
  }

  /** The command line that starts the scheduler on the class path of this test. */
  private static List<String> schedulerCommand(String... arguments) {
    return JavaProcess.command(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8"),
        "org.fluxjvm.scheduler.cli.Main",
        List.of(arguments));
  }

  public static Program start(Path directory, List<String> command) throws IOException {
    return start(directory, command, Map.of());
  }

  private static Program start(
      Path directory, List<String> command, Map<String, String> environment) throws IOException {
    return start(directory, "", command, environment);
  }

  private static Program start(
      Path directory, String name, List<String> command, Map<String, String> environment)
      throws IOException {
    Path out = directory.resolve(name + "out");
    Path err = directory.resolve(name + "err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("FLUX_URI");
    builder.environment().put("XDG_STATE_HOME", directory.toString());
    builder.environment().putAll(environment);
    return new Program(builder.start(), out, err);
  }

  /** Waits for the end; the exit status. */
  public int await(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError(
          "Still running after " + limit + ":\n" + written() + "\n" + errors());
    }
    return process.exitValue();
  }

  public String written() {
    return read(out);
  }

  public String errors() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
