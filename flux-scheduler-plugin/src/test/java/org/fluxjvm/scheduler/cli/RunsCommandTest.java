package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
  @TempDir Path directory = Path.of("");

  @Test
  void runs_of_every_state_that_there_is_can_be_asked_for() {
    List<String> words =
        kinds(RunState.class).map(kind -> kind.getSimpleName().toUpperCase(Locale.ROOT)).toList();
    String help = Started.with(directory, "runs", "--help").out().replaceAll("\\s+", " ");

    assertThat(words).hasSizeGreaterThan(7);
    assertThat(help.replaceAll(".*in these states: ([A-Z, ]+)\\..*", "$1").split(", ", -1))
        .containsExactlyInAnyOrderElementsOf(words);
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RunsCommandTest::kinds)
        : Stream.of(type);
  }
}
