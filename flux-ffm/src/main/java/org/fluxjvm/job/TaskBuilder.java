package org.fluxjvm.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the tasks of a job find when they start: their directory, environment and limits, and where
 * their streams come from and go to.
 *
 * @param <B> the builder itself
 */
public abstract sealed class TaskBuilder<B extends TaskBuilder<B>> extends AttributeBuilder<B>
    permits JobspecBuilder {
  private boolean labelled;

  TaskBuilder(ObjectNode attributes) {
    super(attributes);
  }

  @Override
  void complete(Attributes complete) {
    if (labelled) {
      Stdio.OUTPUT.label(complete);
      Stdio.ERROR.label(complete);
    }
  }

  /**
   * Sets the working directory of the tasks.
   *
   * @param directory a path on the nodes that the job runs on
   * @return this builder
   */
  public B cwd(Path directory) {
    return cwd(directory.toString());
  }

  /**
   * Sets the working directory of the tasks.
   *
   * @param directory a path on the nodes that the job runs on
   * @return this builder
   */
  public B cwd(String directory) {
    return setText("cwd", directory);
  }

  /**
   * Sets the whole environment of the tasks. If it is never set, a factory of {@link JobspecV1}
   * takes that of this process at the time of {@link #build}.
   *
   * @param environment value by name
   * @return this builder
   */
  public B environment(Map<String, String> environment) {
    return setAttribute("environment", environment);
  }

  /**
   * Sets variables whose values the job shell expands: of the job <code>{{id}}</code>, {@code
   * {{name}}}, <code>{{size}}</code>, <code>{{nnodes}}</code>, of each task {@code {{task.rank}}},
   * <code>{{node.id}}</code> and others. What it does not know stays as it is.
   *
   * @param templates template by name
   * @return this builder
   */
  public B envExpand(Map<String, String> templates) {
    return setShellOption("env-expand", templates);
  }

  /**
   * Sets the whole environment by rules, as the option {@code --env} of Flux's commands has them,
   * from that of this process:
   *
   * <ul>
   *   <li>{@code -PATTERN} removes variables, {@code -*} all of them;
   *   <li>{@code NAME=VALUE} sets one, in which {@code $NAME} and <code>${NAME}</code> stand for
   *       what is set so far, or in this process; one with <code>{{</code> goes to {@link
   *       #envExpand};
   *   <li>{@code PATTERN} takes variables of this process that were removed before;
   *   <li>{@code ^FILE} reads rules from a file, one to a line.
   * </ul>
   *
   * <p>A pattern is one of {@code glob(7)}, or a regular expression between slashes.
   *
   * @param rules applied in order; without any, the environment of this process
   * @return this builder
   * @throws JobspecException if a file cannot be read, or a variable is not known
   */
  public B environmentRules(List<String> rules) {
    EnvironmentRules result = EnvironmentRules.apply(rules, System.getenv());
    environment(result.environment());
    return result.templates().isEmpty() ? self() : envExpand(result.templates());
  }

  /**
   * Sets resource limits of the tasks.
   *
   * @param limits limit by lower-case name without prefix, like {@code nofile}; -1 is unlimited
   * @return this builder
   */
  public B rlimits(Map<String, ? extends Number> limits) {
    return setShellOption("rlimit", limits);
  }

  /**
   * Reads standard input from a file.
   *
   * @param file a path on the nodes that the job runs on
   * @return this builder
   */
  public B input(Path file) {
    return input(file.toString());
  }

  /**
   * Reads standard input from a file.
   *
   * @param file a path on the nodes that the job runs on
   * @return this builder
   */
  public B input(String file) {
    Stdio.INPUT.toFile(attributes(), file);
    return self();
  }

  /**
   * Writes standard output, and standard error unless it is set apart, to a file.
   *
   * @param file a path on the nodes that the job runs on
   * @return this builder
   */
  public B output(Path file) {
    return output(file.toString());
  }

  /**
   * Writes standard output, and standard error unless it is set apart, to a file.
   *
   * @param file a path or a template of one, like {@code out-{{id}}}; {@code none} and {@code kvs}
   *     leave the stream in the output event log of the job, which is the default
   * @return this builder
   */
  public B output(String file) {
    return redirect(Stdio.OUTPUT, file);
  }

  /**
   * Writes standard error to a file.
   *
   * @param file a path on the nodes that the job runs on
   * @return this builder
   */
  public B error(Path file) {
    return error(file.toString());
  }

  /**
   * Writes standard error to a file.
   *
   * @param file a path or a template of one; {@code none} and {@code kvs} as in {@link
   *     #output(String)}
   * @return this builder
   */
  public B error(String file) {
    return redirect(Stdio.ERROR, file);
  }

  private B redirect(Stdio stream, String file) {
    if (file.equals("none") || file.equals("kvs")) {
      stream.toEventLog(attributes());
    } else {
      stream.toFile(attributes(), file);
    }
    return self();
  }

  /**
   * Says whether lines in output files start with the rank of the task that wrote them.
   *
   * @param label true to label; without effect on a stream that does not go to a file
   * @return this builder
   */
  public B labelIo(boolean label) {
    labelled = label;
    if (!label) {
      Stdio.OUTPUT.unlabel(attributes());
      Stdio.ERROR.unlabel(attributes());
    }
    return self();
  }

  /**
   * Says whether output is passed on as it comes.
   *
   * @param unbuffered true for the least buffering, false for that of the job shell
   * @return this builder
   */
  public B unbuffered(boolean unbuffered) {
    if (unbuffered) {
      Stdio.unbuffer(attributes());
    } else {
      Stdio.rebuffer(attributes());
    }
    return self();
  }

  /**
   * Sets resource limits by rules, as the option {@code --rlimit} of Flux's commands has them, from
   * the soft limits of this process, but for those on locked memory, message queues, priorities,
   * real time and pending signals: {@code -PATTERN} removes limits, {@code PATTERN} takes those of
   * this process, {@code NAME=VALUE} sets one, to a number or {@code unlimited}.
   *
   * <p>The Java virtual machine raises its own limit on open files ({@code nofile}) when it starts.
   *
   * @param rules applied in order, each one rule or several divided by commas
   * @return this builder
   * @throws JobspecException if a limit or its value is none
   */
  public B rlimitRules(List<String> rules) {
    Map<String, Long> limits = LimitRules.apply(rules, ProcessLimits.read());
    return limits.isEmpty() ? self() : rlimits(limits);
  }

  /**
   * Says how tasks are mapped to nodes.
   *
   * @param map a scheme of the job shell, like {@code block} or {@code cyclic}, or {@code
   *     SCHEME:VALUE}
   * @return this builder
   * @throws JobspecException if it is not written like that
   */
  public B taskmap(String map) {
    return setShellOption("taskmap", SchemeText.parse("taskmap", map));
  }
}
