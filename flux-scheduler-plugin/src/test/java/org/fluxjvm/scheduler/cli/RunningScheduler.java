package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A schedule that runs on an embedded instance in this virtual machine, until it is closed. */
record RunningScheduler(Path directory, CompletableFuture<Started> end) implements AutoCloseable {
  private static final int SECONDS = 60;

  static RunningScheduler of(Path directory, String yaml, String... options) throws IOException {
    return on("embedded:", directory, yaml, options);
  }

  /** The same on an instance of that URI. */
  static RunningScheduler on(String uri, Path directory, String yaml, String... options)
      throws IOException {
    Path file = Started.file(directory, yaml);
    List<String> arguments =
        new ArrayList<>(List.of("run", file.toString(), "--flux", uri, "--http", "none"));
    arguments.addAll(List.of(options));
    CompletableFuture<Started> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> end.complete(Started.with(directory, arguments.toArray(String[]::new))));
    return new RunningScheduler(directory, end);
  }

  /** Where it keeps its state by default, as {@link Started} sets the environment. */
  Path state() {
    return directory.resolve("flux-scheduler/schedule");
  }

  boolean isThere() {
    return Files.exists(state().resolve("control.sock"));
  }

  Started command(String... arguments) {
    return Started.with(directory, arguments);
  }

  Started await() {
    return end.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    if (!end.isDone()) {
      command("stop", "--drain", "--name", "schedule");
    }
    await();
  }
}
