package org.fluxjvm.it.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.it.JavaProcess;

/** A {@link SchedulerProgram}, to be killed. */
final class SchedulerProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path errors;
  private final List<String> told = new CopyOnWriteArrayList<>();

  private SchedulerProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    Thread.ofVirtual().start(this::read);
  }

  /** Starts one, and waits until it fires. */
  static SchedulerProcess start(SchedulerSettings settings, String... options) {
    SchedulerProcess started = begin(settings, options);
    started.await("ready");
    return started;
  }

  /** Starts one. */
  static SchedulerProcess begin(SchedulerSettings settings, String... options) {
    try {
      List<String> jvm =
          new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
      jvm.addAll(List.of(options));
      Path errors = Files.createTempFile(settings.witness(), "scheduler", ".err");
      return new SchedulerProcess(
          new ProcessBuilder(
                  JavaProcess.command(jvm, SchedulerProgram.class.getName(), settings.arguments()))
              .redirectError(errors.toFile())
              .start(),
          errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader(UTF_8)) {
      out.lines().forEach(told::add);
    } catch (IOException | UncheckedIOException e) {
      told.add("its output broke off: " + e.getMessage()); // as it does when it is killed
    }
  }

  /** Fires a trigger of this name, now. */
  void fire(String name) {
    try {
      process.outputWriter(UTF_8).write("fire " + name + "\n");
      process.outputWriter(UTF_8).flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has told something. */
  void await(String line) {
    org.awaitility.Awaitility.await()
        .atMost(LIMIT)
        .failFast("it is gone", () -> !process.isAlive() && !told.contains(line))
        .untilAsserted(
            () ->
                assertThat(told)
                    .overridingErrorMessage(() -> "It never told: " + line + "\n" + dump())
                    .contains(line));
  }

  /** Waits until it has logged something. */
  void awaitLog(String text) {
    org.awaitility.Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(dump()).contains(text));
  }

  List<String> told() {
    return told;
  }

  String dump() {
    try {
      return told + "\n" + Files.readString(errors, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Sends SIGSTOP: it is there, and does nothing. */
  void pause() {
    signal("STOP");
  }

  /** Sends SIGCONT. */
  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0 && process.isAlive()) {
        throw new IllegalStateException("kill -" + name + " failed: " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Has it shut down, and waits for that. */
  void stop() {
    try {
      process.outputWriter(UTF_8).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("It does not end:\n" + dump());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
