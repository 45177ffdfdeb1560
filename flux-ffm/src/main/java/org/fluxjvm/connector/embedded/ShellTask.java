package org.fluxjvm.connector.embedded;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** One task: its process, and its output until that ends. Confined to the loop. */
final class ShellTask {
  private static final int SIGNALED = 128;

  private final TaskLayout.Task place;
  private final ProcessBuilder builder;
  private final OutputSink stdout;
  private final OutputSink stderr;
  private Optional<TaskProcess> process = Optional.empty();
  private OptionalInt exit = OptionalInt.empty();
  private int streams = 2;

  ShellTask(TaskLayout.Task place, ProcessBuilder builder, OutputSink stdout, OutputSink stderr) {
    this.place = place;
    this.builder = builder;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  TaskLayout.Task place() {
    return place;
  }

  ProcessBuilder builder() {
    return builder;
  }

  /**
   * Follows the process to its end.
   *
   * @param changed called on the loop when it has exited, and when each stream has ended
   */
  void follow(TaskProcess started, JobOutput output, EventLoop loop, Consumer<ShellTask> changed) {
    process = Optional.of(started);
    Runnable streamEnd =
        () ->
            loop.execute(
                () -> {
                  streams--;
                  changed.accept(this);
                });
    pump(started.stdout(), "stdout", output, stdout, streamEnd);
    pump(started.stderr(), "stderr", output, stderr, streamEnd);
    var _ =
        started
            .process()
            .onExit()
            .thenAccept(
                ended ->
                    loop.execute(
                        () -> {
                          exit = OptionalInt.of(ended.exitValue());
                          changed.accept(this);
                        }));
  }

  private void pump(
      InputStream input, String stream, JobOutput output, OutputSink sink, Runnable atEnd) {
    OutputPump pump =
        new OutputPump(input, stream, place.rank(), output.byLine(stream), sink, atEnd);
    Thread.ofPlatform().name("flux-embedded-" + stream).daemon().start(pump);
  }

  void signal(int signum) {
    if (exit.isEmpty() || streams > 0) {
      process.ifPresent(target -> target.signal(signum));
    }
  }

  Optional<TaskProcess> process() {
    return process;
  }

  boolean exited() {
    return exit.isPresent();
  }

  /** Its process has exited, and whoever else had its output has closed it. */
  boolean over() {
    return exited() && streams <= 0;
  }

  /** Lets go of the process, and of what is left of its group. */
  void release() {
    process.ifPresent(TaskProcess::killGroup);
    process = Optional.empty();
  }

  /** Gives up output that a process outside of the group still holds. */
  void abandonStreams() {
    streams = 0;
  }

  int status() {
    return exit.orElse(0) << 8;
  }

  ObjectNode exitContext() {
    int code = exit.orElse(0);
    int signal = code > SIGNALED ? code - SIGNALED : 0;
    ObjectNode context = Json.object().put("localid", place.localId()).put("rank", place.rank());
    context.put("state", "Exited").put("pid", process.map(TaskProcess::pid).orElse(0L));
    context.put("wait_status", signal > 0 ? signal : code << 8);
    return context.put("signaled", signal).put("exitcode", code);
  }
}
