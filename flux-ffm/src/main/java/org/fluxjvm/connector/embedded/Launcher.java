package org.fluxjvm.connector.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts processes that die with this virtual machine, each in a session and process group of its
 * own.
 *
 * <p>The parent-death signal of Linux is sent when the <em>thread</em> that started a process ends;
 * so one thread starts them all, and lives as long as they may.
 */
final class Launcher implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Launcher.class.getName());
  private static final long END_SECONDS = 5;

  private final ExecutorService thread;
  private final Optional<String> setsid = program("setsid");
  private final Optional<String> setpriv = program("setpriv");
  private final Set<TaskProcess> alive = ConcurrentHashMap.newKeySet();
  private final Thread atExit = new Thread(this::atExit, "flux-embedded-exit");
  // Set by the launching thread only.
  private volatile Optional<Guardian> guardian = Optional.empty();
  private boolean guarded;
  private Optional<JobDirectory> home = Optional.empty();

  Launcher(String name) {
    thread =
        Executors.newSingleThreadExecutor(
            task ->
                Thread.ofPlatform().name("flux-" + name + "-launcher").daemon().unstarted(task));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private static Optional<String> program(String name) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /**
   * Starts a process.
   *
   * @param builder how, without the programs that bind it to this virtual machine
   * @return the process; fails with {@link IOException}
   */
  CompletableFuture<TaskProcess> start(ProcessBuilder builder) {
    CompletableFuture<TaskProcess> started = new CompletableFuture<>();
    try {
      thread.execute(() -> launch(builder, started));
    } catch (RejectedExecutionException e) {
      started.completeExceptionally(new IOException("the instance is closed", e));
    }
    return started;
  }

  private void launch(ProcessBuilder builder, CompletableFuture<TaskProcess> started) {
    try {
      started.complete(launch(builder));
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
    }
  }

  private TaskProcess launch(ProcessBuilder builder) throws IOException {
    List<String> command = new ArrayList<>();
    setsid.ifPresent(command::add);
    setpriv.ifPresent(program -> command.addAll(List.of(program, "--pdeathsig", "KILL", "--")));
    command.addAll(builder.command());
    TaskProcess task = TaskProcess.start(builder.command(command), setsid.isPresent());
    Optional<Guardian> guard = guardian();
    guard.ifPresent(group -> group.watch(task.pid()));
    alive.add(task);
    var _ =
        task.process()
            .onExit()
            .thenRun(
                () -> {
                  alive.remove(task);
                });
    return task;
  }

  /** To be called when all of a process group has ended. */
  void forget(TaskProcess task) {
    try {
      thread.execute(() -> guardian.ifPresent(guard -> guard.forget(task.pid())));
    } catch (RejectedExecutionException e) {
      // Closed: the guardian has killed all groups there were.
    }
  }

  private Optional<Guardian> guardian() {
    if (!guarded) {
      guarded = true;
      guardian = setsid.flatMap(this::guard);
    }
    return guardian;
  }

  private Optional<Guardian> guard(String program) {
    try {
      return Optional.of(Guardian.start(program, home().path()));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Children of tasks may outlive this virtual machine", e);
      return Optional.empty();
    }
  }

  /** The directory for those of the jobs, deleted at the end. */
  synchronized JobDirectory home() throws IOException {
    if (home.isEmpty()) {
      home = Optional.of(new JobDirectory(Files.createTempDirectory("flux-embedded-")));
    }
    return home.get();
  }

  private synchronized void deleteHome() {
    home.filter(directory -> Files.exists(directory.path())).ifPresent(JobDirectory::delete);
  }

  private void atExit() {
    killAll();
    if (guardian.isEmpty()) {
      deleteHome();
    }
  }

  private void killAll() {
    alive.forEach(task -> task.signal(Signals.KILL));
  }

  /** Kills all processes, and waits a while for their end. */
  @Override
  public void close() {
    killAll();
    thread.execute(
        () -> {
          killAll();
          guardian.ifPresent(Guardian::close);
        });
    thread.shutdown();
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
      if (thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        for (TaskProcess task : alive) {
          task.await(end - System.nanoTime());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deleteHome();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The virtual machine is ending already, and runs the hook.
    }
  }
}
