package org.fluxjvm.connector.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.fluxjvm.rfc.Fluid;
import org.fluxjvm.rfc.Fluid.Encoding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The processes of one job, what {@code flux-shell} is to Flux. Confined to the loop. */
final class Shell implements Execution {
  private static final int FAILURE = 1 << 8;
  private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final Launcher launcher;
  private final GuestLogs guest;
  private final JobTags tags;
  private final Listener listener;
  private final TaskLayout layout;
  private final Path cwd;
  private final JobOutput output;
  private final List<ShellTask> tasks = new ArrayList<>();
  private OptionalInt earlySignal = OptionalInt.empty();
  private int launching;
  private int running;
  private int status;
  private boolean anyExit;

  Shell(EventLoop loop, Launcher launcher, GuestLogs guest, JobTags tags, Listener listener) {
    this.loop = loop;
    this.launcher = launcher;
    this.guest = guest;
    this.tags = tags;
    this.listener = listener;
    layout = TaskLayout.of(tags.tasks(), tags.allocation().shares().size());
    Path wanted = Path.of(tags.request().system().path("cwd").asString("/"));
    cwd = Files.isDirectory(wanted) ? wanted : Path.of("/tmp");
    output = new JobOutput(tags, cwd, new LogSink(guest, loop));
  }

  @Override
  public void start() {
    JobInput input = new JobInput(tags, cwd);
    output.header(guest);
    input.header(guest);
    loop.execute(() -> launch(input));
  }

  private void launch(JobInput input) {
    TaskCommand command = new TaskCommand(tags, cwd);
    ObjectNode init =
        Json.object().put("service", "0-shell-" + Fluid.encode(tags.id(), Encoding.F58PLAIN));
    init.put("leader-rank", tags.allocation().shares().getFirst().rank());
    guest.append(GuestLogs.EXEC, "shell.init", init.put("size", layout.perNode().size()));
    try {
      for (TaskLayout.Task task : layout.tasks()) {
        ProcessBuilder builder = command.of(task);
        input.apply(builder);
        tasks.add(opened(task, builder));
      }
    } catch (ShellFailure e) {
      tasks.clear();
      failed(e.reason(), e.status());
      complete();
      return;
    }
    launching = tasks.size();
    for (ShellTask task : tasks) {
      var _ =
          launcher
              .start(task.builder())
              .whenComplete((process, error) -> loop.execute(() -> launched(task, process, error)));
    }
  }

  private ShellTask opened(TaskLayout.Task task, ProcessBuilder builder) throws ShellFailure {
    try {
      OutputSink stdout = output.open("stdout", task);
      return new ShellTask(task, builder, stdout, output.open("stderr", task));
    } catch (IOException e) {
      throw new ShellFailure("output file cannot be opened: " + e, FAILURE);
    }
  }

  private void launched(ShellTask task, @Nullable TaskProcess process, @Nullable Throwable error) {
    launching--;
    if (process != null) {
      running++;
      task.follow(process, output, loop, this::changed);
      earlySignal.ifPresent(task::signal);
    } else {
      failed(new TaskCommand(tags, cwd).failure(task.place(), "" + error), CommandPath.NOT_FOUND);
    }
    if (launching == 0) {
      guest.append(GuestLogs.EXEC, "shell.start", taskmap());
      completeIfOver();
    }
  }

  private ObjectNode taskmap() {
    ObjectNode context = Json.object();
    context.set("taskmap", layout.taskmap());
    return context;
  }

  private void failed(String reason, int code) {
    status = Math.max(status, code);
    listener.failed(reason);
  }

  private void changed(ShellTask task) {
    if (task.exited() && !anyExit) {
      anyExit = true;
      guest.append(GuestLogs.EXEC, "shell.task-exit", task.exitContext());
    }
    if (task.over() && task.process().isPresent()) {
      TaskProcess process = task.process().get();
      task.release();
      launcher.forget(process);
      running--;
      status = Math.max(status, task.status());
      completeIfOver();
    }
  }

  private void completeIfOver() {
    if (launching == 0 && running == 0) {
      complete();
    }
  }

  private void complete() {
    output.close();
    for (NodeShare share : tags.allocation().shares()) {
      ObjectNode exit = Json.object().put("rank", share.rank()).put("wait_status", status);
      guest.append(GuestLogs.EXEC, "shell-exit", exit);
    }
    listener.complete(status);
  }

  @Override
  public void signal(int signum) {
    tasks.forEach(task -> task.signal(signum));
  }

  @Override
  public void end(int signum) {
    earlySignal = OptionalInt.of(signum);
    signal(signum);
    if (signum == Signals.KILL) {
      var _ =
          loop.schedule(
              OUTPUT_TIMEOUT,
              () -> tasks.stream().filter(ShellTask::exited).forEach(this::abandon));
    }
  }

  private void abandon(ShellTask task) {
    task.abandonStreams();
    changed(task);
  }
}
