package org.fluxjvm.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A virtual machine of its own, with the class path of this one. */
public final class JavaProcess {
  private JavaProcess() {}

  /** The command line that runs a main class. */
  public static List<String> command(
      List<String> options, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return command;
  }

  /** Runs a main class, whose errors go where those of this process go. */
  public static ProcessBuilder of(Class<?> mainClass, String... arguments) {
    return new ProcessBuilder(command(List.of(), mainClass.getName(), List.of(arguments)))
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** The same by a user whom Flux takes for a guest: a handle's user is set by process. */
  public static ProcessBuilder ofGuest(long userid, Class<?> mainClass, String... arguments) {
    ProcessBuilder builder = of(mainClass, arguments);
    builder.environment().put("FLUX_HANDLE_USERID", Long.toString(userid));
    builder.environment().put("FLUX_HANDLE_ROLEMASK", "0x2");
    return builder;
  }
}
