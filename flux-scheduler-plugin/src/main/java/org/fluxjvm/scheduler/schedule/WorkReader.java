package org.fluxjvm.scheduler.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.error.Mark;

/** Reads what a job runs, with what, and how. */
final class WorkReader {
  private final Mark job;
  private final Settings own;
  private final Settings settings;
  private final Problems problems;

  WorkReader(Mark job, Settings own, Settings settings, Problems problems) {
    this.job = job;
    this.own = own;
    this.settings = settings;
    this.problems = problems;
  }

  Optional<Work> read() {
    OneOf.check(own, Key.WORK, problems);
    OneOf.require(settings, Key.WORK, job, "work to do", problems);
    if (settings.has(Key.JOBSPEC)) {
      own.given(Key.IN_JOBSPEC).forEach(this::saidByJobspec);
      return settings.get(Key.JOBSPEC).map(this::jobspec);
    }
    Resources resources = resources();
    Attributes attributes = attributes();
    Optional<Work> command =
        settings
            .get(Key.COMMAND)
            .map(arguments -> new Work.Command(arguments, resources, attributes));
    return command.or(
        () -> settings.get(Key.SCRIPT).map(script -> script(script, resources, attributes)));
  }

  private Work script(String script, Resources resources, Attributes attributes) {
    problems.refusedByEmbedded(
        place(Key.SCRIPT, Key.SCRIPT),
        "a batch script is started in a Flux instance of its own, which needs a real one around it;"
            + " an embedded instance runs `command` only");
    return new Work.Script(script, resources, attributes);
  }

  private Work jobspec(Work.JobspecFile work) {
    List<String> command = work.jobspec().command();
    if (command.size() > 1
        && command.getFirst().endsWith("flux")
        && command.get(1).equals("broker")) {
      problems.refusedByEmbedded(
          place(Key.JOBSPEC, Key.JOBSPEC),
          "the jobspec starts a Flux instance of its own, which needs a real one around it");
    }
    return work;
  }

  private void saidByJobspec(Key<?> key) {
    problems.error(
        own.value(key).orElseThrow().key(),
        key
            + " beside `jobspec`; the jobspec file says it, only a trigger, misfire, urgency,"
            + " expect, retry, idempotent and concurrency are allowed");
  }

  private Resources resources() {
    OptionalInt nodes = settings.get(Key.NODES).map(OptionalInt::of).orElse(OptionalInt.empty());
    // Without tasks, one to a node, as flux-run(1) does.
    int tasks = settings.get(Key.TASKS).orElse(nodes.orElse(1));
    boolean exclusive = settings.get(Key.EXCLUSIVE).orElse(false);
    if (nodes.isPresent() && nodes.getAsInt() > tasks) {
      problems.error(
          place(Key.NODES, Key.TASKS),
          "`nodes` is %d and `tasks` %d; `nodes` must not be greater than `tasks`"
              .formatted(nodes.getAsInt(), tasks));
    }
    if (exclusive && !settings.has(Key.NODES)) {
      problems.error(
          place(Key.EXCLUSIVE, Key.EXCLUSIVE),
          "`exclusive` without `nodes`; it is allowed only beside it");
    }
    return new Resources(
        tasks,
        settings.get(Key.CORES).orElse(1),
        settings.get(Key.GPUS).orElse(0),
        nodes,
        exclusive);
  }

  /** Where the first of two keys stands that the job has itself, else the first in the defaults. */
  private Mark place(Key<?> one, Key<?> other) {
    Key<?> key = own.has(one) || !own.has(other) ? one : other;
    return settings.value(key).orElseThrow().key();
  }

  private Attributes attributes() {
    return new Attributes(
        settings.get(Key.DURATION).orElse(Duration.ZERO),
        settings.get(Key.QUEUE),
        settings.get(Key.BANK),
        settings.get(Key.CWD),
        settings.get(Key.ENV).orElse(Map.of()),
        settings.get(Key.STDIN),
        settings.get(Key.STDOUT),
        settings.get(Key.STDERR),
        settings.get(Key.DEPENDENCIES).orElse(List.of()),
        settings.get(Key.CONSTRAINTS));
  }
}
