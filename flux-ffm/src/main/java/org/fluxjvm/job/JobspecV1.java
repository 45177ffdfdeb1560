package org.fluxjvm.job;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Starts jobspecs of version 1 (RFC 25). The JSON they end in is that of the factories of the same
 * names in Flux's Python bindings.
 */
public final class JobspecV1 {
  private JobspecV1() {}

  /**
   * A job that runs one or more tasks of a command.
   *
   * @param command the program and its arguments
   * @return a builder for one task on one core
   * @throws JobspecException if the command is empty
   */
  public static CommandBuilder fromCommand(List<String> command) {
    return new CommandBuilder(command);
  }

  /**
   * A job that starts a Flux instance and runs a script in it. The jobspec carries the script.
   *
   * @param script the text of the script, from its {@code #!} line on
   * @param jobName the name of the job
   * @return a builder for an instance of one slot of one core
   * @throws JobspecException if the script does not start with {@code #!}
   */
  public static BatchBuilder fromBatchCommand(String script, String jobName) {
    return new BatchBuilder(script, jobName).brokerShell().name(jobName);
  }

  /**
   * A job that starts a Flux instance and runs a program in it, which must be on its nodes.
   *
   * @param command the program and its arguments; if empty, the instance runs a shell
   * @return a builder for an instance of one slot of one core
   */
  public static NestBuilder fromNestCommand(List<String> command) {
    return new NestBuilder(command).brokerShell();
  }

  /**
   * A job that asks for nodes or cores, and runs a number of tasks on each.
   *
   * @param command the program and its arguments
   * @return a builder that still needs {@link PerResourceBuilder#ncores} or {@link
   *     PerResourceBuilder#nnodes}
   * @throws JobspecException if the command is empty
   */
  public static PerResourceBuilder perResource(List<String> command) {
    return new PerResourceBuilder(command);
  }

  /**
   * A jobspec of version 1 of its parts.
   *
   * @param resources the resources section
   * @param tasks the tasks section
   * @param attributes the attributes section, with {@code system.duration}
   * @return the jobspec
   * @throws JobspecException if it breaks a rule of RFC 14 or 25
   */
  public static Jobspec of(JsonNode resources, JsonNode tasks, JsonNode attributes) {
    return Jobspec.of(resources, tasks, attributes, 1);
  }

  /**
   * Holds a jobspec against the letter of RFC 25, which is narrower than what Flux takes: version
   * 1, one task, and the resources {@code [node >] slot > core [, gpu]} only.
   *
   * @param jobspec a jobspec from anywhere
   * @return the same jobspec
   * @throws JobspecException if it breaks a rule of RFC 25
   */
  public static Jobspec validate(Jobspec jobspec) {
    ProgramRules.check(Element.root(jobspec.toTree()));
    return jobspec;
  }
}
