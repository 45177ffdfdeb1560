package org.fluxjvm.scheduler.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metrics}: what is about the metrics themselves. */
@Command(name = "metrics", description = "What Prometheus and Grafana need for the metrics.")
final class MetricsCommand implements Runnable {
  @Spec private final CommandSpec spec = CommandSpec.create();

  private MetricsCommand() {}

  /** The command with those below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new MetricsCommand())
        .addSubcommand(new MetricsExportCommand(surroundings));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing: export, for example");
  }
}
