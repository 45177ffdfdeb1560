package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The committed binding is what the script makes, where the tools that made it are at hand. */
class BindingRegenerationTest {

  private static final Path MODULE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
  private static final Path SCRIPT = MODULE.resolve("jextract/generate.sh");
  private static final Path COMMITTED = MODULE.resolve("src/jextract/java");
  private static final String MANIFEST = "org/fluxjvm/jextract/manifest.properties";
  private static final int NO_TOOLS = 3;

  @TempDir Path scratch;

  @Test
  @Timeout(120)
  void regeneratingTheCommittedBindingChangesNothing() throws Exception {
    skipUnlessTheToolsOfTheManifestAreHere();

    Path output = scratch.resolve("output");
    Run run = generate("-o", output.toString());
    assertThat(run.exitStatus()).as("exit status of %s%n%s", SCRIPT, run.output()).isZero();

    assertThat(differences(contents(COMMITTED), contents(output)))
        .as("the committed binding is not what %s makes: run it and commit the result", SCRIPT)
        .isEmpty();
  }

  private void skipUnlessTheToolsOfTheManifestAreHere() throws Exception {
    Run here = generate("-m");
    if (here.exitStatus() == NO_TOOLS) {
      skip(here.output().strip());
    }
    assertThat(here.exitStatus()).as("exit status of %s -m%n%s", SCRIPT, here.output()).isZero();

    String committed = versions(Files.readString(COMMITTED.resolve(MANIFEST)));
    String found = versions(here.output());
    if (!found.equals(committed)) {
      skip("made by [" + committed + "], here are [" + found + "]");
    }
  }

  private static void skip(String why) {
    String line = "SKIPPED: the jextract binding was NOT regenerated and compared: " + why;
    System.out.println(line);
    abort(line);
  }

  private static String versions(String manifest) {
    return String.join(", ", manifest.lines().filter(line -> !line.startsWith("#")).toList());
  }

  /** One readable line for each file that is missing, unexpected or different. */
  private static List<String> differences(
      Map<String, List<String>> committed, Map<String, List<String>> regenerated) {
    List<String> differences = new ArrayList<>();
    var names = new TreeSet<>(committed.keySet());
    names.addAll(regenerated.keySet());
    for (String name : names) {
      List<String> before = committed.get(name);
      List<String> after = regenerated.get(name);
      if (before == null) {
        differences.add(name + " is made by the script but not committed");
      } else if (after == null) {
        differences.add(name + " is committed but not made by the script");
      } else if (!before.equals(after)) {
        differences.add(firstDifference(name, before, after));
      }
    }
    return differences;
  }

  private static String firstDifference(String name, List<String> before, List<String> after) {
    int line = Arrays.mismatch(before.toArray(), after.toArray());
    return "%s:%d: committed <%s>, regenerated <%s>"
        .formatted(name, line + 1, lineAt(before, line), lineAt(after, line));
  }

  private static String lineAt(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "end of file";
  }

  private static Map<String, List<String>> contents(Path root) throws IOException {
    Map<String, List<String>> contents = new TreeMap<>();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // Split keeps what follows the last line end, so a lost final newline is a difference too.
        List<String> lines = List.of(Files.readString(file).split("\n", -1));
        contents.put(root.relativize(file).toString(), lines);
      }
    }
    return contents;
  }

  private Run generate(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(scratch, "generate", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new Run(process.waitFor(), Files.readString(log, StandardCharsets.UTF_8));
  }

  private record Run(int exitStatus, String output) {}
}
