package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fluxjvm.it.docs.Snippets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What OPERATING.md and the README show is done, line by line. */
@Timeout(400) // a process to each line, which may take a while to start
class OperatingPageTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Path PAGE = Snippets.root().resolve("flux-scheduler-plugin/OPERATING.md");
  private static final List<String> START =
      List.of("run", "schedule.yaml", "--flux", "embedded:", "--http", "none");

  @TempDir Path directory = Path.of("");

  @Test
  void every_command_of_the_page_does_what_it_is_for() throws Exception {
    schedule();
    try (Program killed = program("killed", START)) {
      await().atMost(LIMIT).until(() -> !find("long", "RUNNING").isEmpty());
      await().atMost(LIMIT).until(() -> !find("report", "DONE").isEmpty());
      killed.process().destroyForcibly(); // SIGKILL
      assertThat(killed.await(LIMIT)).isNotZero();
    }
    try (Program run = program("run", START)) {
      await().atMost(LIMIT).until(() -> !find("long", "UNCERTAIN").isEmpty());
      String earlier = find("report", "DONE"); // its job went with its instance
      assertThat(done("show", earlier)).contains("Flux does not know job");
      assertThat(done("trigger", "report")).contains("is fired");
      await().atMost(LIMIT).until(() -> !find("report", "DONE").equals(earlier));
      assertThat(done("trigger", "long")).contains("is fired");
      await().atMost(LIMIT).until(() -> !find("long", "RUNNING").isEmpty());

      for (List<String> line : commands(Snippets.of(PAGE, "sh").getLast())) {
        String[] arguments = withRun(line);
        assertHasDone(arguments, done(arguments));
      }

      assertThat(run.await(LIMIT)).as(run::errors).isZero();
      for (String action :
          List.of("cancel", "resolve", "retry", "pause", "resume", "trigger", "stop")) {
        assertThat(run.errors().lines().filter(line -> line.contains(": " + action + " ")))
            .as(action)
            .isNotEmpty()
            .allMatch(
                line ->
                    line.matches(
                        "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z  flux-scheduler: info: \\w+: .*: done:"
                            + " .*"));
      }
      assertThat(run.errors()).contains(" (maintenance): done: ");
    }
  }

  /** What came of a command, where the next commands can see it. */
  private void assertHasDone(String[] arguments, String written) throws Exception {
    switch (arguments[0]) {
      case "jobs" -> assertThat(written).contains("every 1h", "report", "long");
      case "runs" -> assertThat(written).contains("long", "running", "uncertain");
      case "show" -> assertThat(written).contains("run " + arguments[1], "echo done", "submit");
      case "logs" -> assertThat(written).isEqualTo("done\n");
      case "cancel" ->
          await().atMost(LIMIT).until(() -> shown(arguments[1]).contains("\"CANCELED\""));
      case "resolve" ->
          assertThat(shown(arguments[1])).contains("\"COMPLETED\"", "settled by a person");
      case "retry" ->
          await()
              .atMost(LIMIT)
              .until(() -> shown(arguments[1]).matches("(?s).*\"attempt\":2.*\"COMPLETED\".*"));
      case "pause" -> assertThat(done("jobs")).containsPattern("report +every 1h +paused");
      case "resume" -> assertThat(done("jobs")).containsPattern("report +every 1h +active");
      case "trigger" ->
          await()
              .atMost(LIMIT)
              .until(() -> shown(written.strip().replaceAll(".* ", "")).contains("\"COMPLETED\""));
      case "metrics" -> assertThat(directory.resolve("monitoring/alerts.yml")).isNotEmptyFile();
      case "stop" -> assertThat(written).startsWith("stopping");
      default -> throw new AssertionError("What does it do? " + String.join(" ", arguments));
    }
  }

  private String shown(String run) throws Exception {
    return done("show", run, "--json");
  }

  @Test
  void the_page_shows_every_command_that_a_running_program_takes() throws Exception {
    Set<String> shown =
        commands(Snippets.of(PAGE, "sh").getLast()).stream()
            .map(List::getFirst)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> starting = Set.of("run", "demo", "validate", "help");
    Set<String> known =
        Pattern.compile("(?m)^  ([a-z]+)  ")
            .matcher(done("--help"))
            .results()
            .map(command -> command.group(1))
            .filter(command -> !starting.contains(command))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).isEqualTo(known).isNotEmpty();
  }

  @Test
  void the_options_that_the_page_starts_a_program_with_are_those_of_run() throws Exception {
    String help = done("run", "--help");

    assertThat(commands(Snippets.of(PAGE, "sh").getFirst()).stream().flatMap(List::stream))
        .filteredOn(word -> word.startsWith("--"))
        .isNotEmpty()
        .allSatisfy(option -> assertThat(help).contains(option));
  }

  @Test
  void the_lines_of_the_readme_take_a_schedule_from_its_check_to_its_end() throws Exception {
    schedule();
    List<List<String>> lines =
        Snippets.of(Snippets.root().resolve("README.md"), "sh").stream()
            .map(OperatingPageTest::commands)
            .filter(block -> block.stream().anyMatch(line -> line.contains("validate")))
            .findFirst()
            .orElseThrow();
    assertThat(lines.get(0)).containsExactly("validate", "schedule.yaml");
    assertThat(lines.get(1)).containsExactly("run", "schedule.yaml");
    assertThat(done("validate", "schedule.yaml")).contains("no mistakes");

    try (Program run = program("run", START)) {
      await().atMost(LIMIT).until(() -> !find("report", "DONE").isEmpty());
      Files.createFile(directory.resolve("go"));
      for (List<String> line : lines.subList(2, lines.size())) {
        assertThat(done(withRun(line))).as(String.join(" ", line)).isNotEmpty();
      }
      assertThat(run.await(LIMIT)).as(run::errors).isZero();
    }
  }

  private void schedule() throws IOException {
    Files.writeString(
        directory.resolve("schedule.yaml"),
        """
        jobs:
          - name: report
            every: 1h
            command: [echo, done]
          - name: long
            every: 1h
            command: [sh, -c, "until test -e go; do sleep 0.1; done"]
        """);
  }

  /** The arguments of each line that calls the program. */
  private static List<List<String>> commands(String block) {
    return block
        .lines()
        .map(line -> line.replaceFirst(" +#.*", "").strip())
        .filter(line -> line.matches("(\\S*/)?flux-scheduler .*"))
        .map(line -> Arrays.asList(line.split(" +", -1)))
        .map(words -> words.subList(1, words.size()))
        .toList();
  }

  /** The run that a line means: one that its command is for. */
  private String[] withRun(List<String> line) throws Exception {
    String run =
        switch (line.getFirst()) {
          case "cancel" -> find("long", "RUNNING");
          case "resolve" -> find("long", "UNCERTAIN");
          default -> find("report", "DONE");
        };
    return line.stream()
        .map(word -> word.equals("RUN") ? run : word.equals("JOB") ? "report" : word)
        .toArray(String[]::new);
  }

  private String find(String job, String state) throws Exception {
    try (Program runs =
        program("runs", List.of("runs", "--job", job, "--state", state, "--json"))) {
      runs.await(LIMIT);
      return runs.written().contains("\"id\"")
          ? runs.written().replaceAll("(?s).*?\"id\":\"([0-9a-v]{16})\".*", "$1")
          : "";
    }
  }

  private String done(String... arguments) throws Exception {
    try (Program command = program("command", List.of(arguments))) {
      assertThat(command.await(LIMIT)).as(command::errors).isZero();
      return command.written();
    }
  }

  private Program program(String name, List<String> arguments) throws IOException {
    return Program.scheduler(directory, name, arguments, Map.of());
  }
}
