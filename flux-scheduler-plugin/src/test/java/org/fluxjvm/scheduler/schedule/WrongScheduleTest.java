package org.fluxjvm.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in {@code wrong} has what is said about it beside it. */
class WrongScheduleTest {
  private static final int AT_LEAST = 45;

  static List<Path> wrong() {
    return Samples.in("wrong");
  }

  @Test
  void the_corpus_is_there() {
    assertThat(wrong()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void every_mistake_is_told_with_its_place(Path file) throws IOException {
    ScheduleFileException thrown =
        catchThrowableOfType(
            ScheduleFileException.class, () -> ScheduleFile.read(file, Samples.CLOCK));

    assertThat(thrown).as("%s is refused", file).isNotNull();
    String folder = file.getParent() + "/";
    assertThat(thrown.problems().stream().map(one -> one.toString().replace(folder, "")))
        .containsExactlyElementsOf(Files.readAllLines(expected(file)));
    assertThat(thrown).hasMessage(String.join("\n", lines(thrown)));
  }

  private static List<String> lines(ScheduleFileException thrown) {
    return thrown.problems().stream().map(Problem::toString).toList();
  }

  private static Path expected(Path file) {
    return file.resolveSibling(file.getFileName().toString().replace(".yaml", ".expected"));
  }
}
