package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;

/** Builds a jobspec that starts a Flux instance and runs a script in it, which it carries along. */
public final class BatchBuilder extends InstanceBuilder<BatchBuilder> {
  private static final String SCRIPT = "script";

  private final String script;
  private List<String> arguments = List.of();

  BatchBuilder(String script, String jobName) {
    if (!script.startsWith("#!")) {
      throw new JobspecException(SCRIPT, "of job '" + jobName + "' must start with '#!'");
    }
    this.script = script;
  }

  /**
   * Sets the arguments of the script.
   *
   * @param args by default none
   * @return this builder
   */
  public BatchBuilder args(List<String> args) {
    arguments = List.copyOf(args);
    return this;
  }

  @Override
  BatchBuilder self() {
    return this;
  }

  @Override
  List<String> program() {
    List<String> program = new ArrayList<>();
    program.add("{{tmpdir}}/" + SCRIPT);
    program.addAll(arguments);
    return program;
  }

  @Override
  void complete(Attributes complete) {
    super.complete(complete);
    complete.set(AttributeKey.file(SCRIPT), FileEntry.text(script, FileEntry.PROGRAM));
  }
}
