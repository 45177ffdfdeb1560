package org.fluxjvm.scheduler.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The scheduler as a program; {@code bin/flux-scheduler --help} tells what it does. */
@Command(
    name = "flux-scheduler",
    description = "Runs the jobs of a schedule file on Flux, when they are due.",
    mixinStandardHelpOptions = false)
public final class Main implements Runnable {
  @Spec private final CommandSpec spec = CommandSpec.create();

  private Main() {}

  /**
   * Starts the program, and ends the virtual machine with its exit status: 0 if all is well, 1 if
   * runs did not end as expected or Flux is out of reach, 2 if what was given is wrong.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.exit(
        execute(
            new Surroundings(
                System.out,
                System.err,
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                new TerminalSize()::get),
            arguments));
  }

  /** Runs a command line in its surroundings; gives the exit status. */
  static int execute(Surroundings surroundings, String... arguments) {
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new RunCommand(surroundings))
            .addSubcommand(new ValidateCommand(surroundings))
            .addSubcommand(new DemoCommand(surroundings))
            .addSubcommand(new JobsCommand(surroundings))
            .addSubcommand(new RunsCommand(surroundings))
            .addSubcommand(new ShowCommand(surroundings))
            .addSubcommand(new LogsCommand(surroundings))
            .addSubcommand(new CancelCommand(surroundings))
            .addSubcommand(new RetryCommand(surroundings))
            .addSubcommand(new ResolveCommand(surroundings))
            .addSubcommand(new PauseCommand(surroundings))
            .addSubcommand(new ResumeCommand(surroundings))
            .addSubcommand(new TriggerCommand(surroundings))
            .addSubcommand(new StopCommand(surroundings))
            .addSubcommand(MetricsCommand.line(surroundings));
    addHelp(line);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(writer(surroundings.out()))
        .setErr(writer(surroundings.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(surroundings)))
        .setParameterExceptionHandler((wrong, parsed) -> wrong(wrong))
        .setExecutionExceptionHandler(
            (exception, command, parsed) ->
                failed(exception, surroundings, Arrays.asList(arguments).contains("--verbose")))
        .execute(arguments);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this text.")
                .build());
    line.getSubcommands().values().forEach(Main::addHelp);
  }

  private static CommandLine.Help.Ansi ansi(Surroundings surroundings) {
    return surroundings.style().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
  }

  private static int wrong(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println("flux-scheduler: " + exception.getMessage());
    err.print("Usage: " + command.getHelp().synopsis("Usage: ".length()));
    err.println(name + " --help tells more.");
    return Failure.WRONG;
  }

  private static int failed(Exception exception, Surroundings surroundings, boolean verbose) {
    int status = Failure.FAILED;
    String text = "flux-scheduler: " + exception;
    if (exception instanceof Failure failure) {
      status = failure.status();
      // The mistakes of a file begin with its name, as every compiler's do.
      text = (status == Failure.WRONG ? "" : "flux-scheduler: ") + failure.getMessage();
    }
    surroundings.err().println(text);
    if (verbose) {
      exception.printStackTrace(surroundings.err());
    }
    return status;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing: run, for example");
  }
}
