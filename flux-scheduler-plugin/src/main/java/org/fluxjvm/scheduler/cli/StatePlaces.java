package org.fluxjvm.scheduler.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where schedulers keep their state unless they are told otherwise: below {@code
 * $XDG_STATE_HOME/flux-scheduler}, or {@code ~/.local/state/flux-scheduler}, each in a directory of
 * its name.
 */
final class StatePlaces {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final String PROGRAM = "flux-scheduler";

  private final Map<String, String> environment;

  StatePlaces(Map<String, String> environment) {
    this.environment = environment;
  }

  Path of(String scheduler) {
    return root().resolve(scheduler);
  }

  /** The names of those who have left something there. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(root(), Files::isDirectory)) {
      directories.forEach(directory -> names.add(directory.getFileName().toString()));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new Failure(Failure.FAILED, "cannot read " + root() + ": " + e, e);
    }
    names.sort(null);
    return names;
  }

  /**
   * A relative path in the variable is to be ignored, says the XDG Base Directory Specification.
   */
  Path root() {
    String home = environment.getOrDefault("XDG_STATE_HOME", "");
    if (home.startsWith("/")) {
      return Path.of(home, PROGRAM);
    }
    String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return Path.of(user, ".local", "state", PROGRAM);
  }

  /** A scheduler's name, which is part of paths, rows and Flux service names. */
  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Failure(
          Failure.WRONG,
          "flux-scheduler: \"%s\" cannot be a scheduler's name: it begins with a letter or digit, and has up to 64 of those, dots, hyphens and underscores; give one with --name"
              .formatted(Printable.line(name)));
    }
    return name;
  }

  /** The name of a scheduler that was given none: that of its file, without the extension. */
  static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return checked(dot > 0 ? name.substring(0, dot) : name);
  }
}
