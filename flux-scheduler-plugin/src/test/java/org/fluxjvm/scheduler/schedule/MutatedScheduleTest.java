package org.fluxjvm.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Right files, changed at random: they are still read, or refused with places in them. */
class MutatedScheduleTest {
  private static final long SEED = 20_261_122;
  private static final Duration TIME = Duration.ofSeconds(1);
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          "- ",
          "\n",
          "\n  ",
          "\t",
          "*",
          "&a ",
          "*a",
          "!",
          "!!",
          "!!int ",
          "#",
          "|",
          ">",
          "\"",
          "'",
          "%",
          "@",
          "`",
          "?",
          "? ",
          "<<: ",
          "---\n",
          "...\n",
          "~",
          "0",
          "-1",
          "99999999999999999999",
          "1e999",
          "\\",
          "\"\\uD800\"",
          "\"\\0\"",
          "{{id}}",
          "\u0000",
          "\u2028",
          "\uFEFF",
          "😀",
          "L",
          "W",
          "/",
          "cron: ",
          "jobs: ",
          "name: ");

  @TempDir Path folder;

  @RepeatedTest(2)
  void nothing_but_a_schedule_file_exception_comes_out(RepetitionInfo repetition)
      throws IOException {
    Random random = new Random(SEED + repetition.getCurrentRepetition());
    List<Path> originals = Samples.in("right");
    long end = System.nanoTime() + TIME.toNanos();
    int refused = 0;
    while (System.nanoTime() < end) {
      byte[] original = Files.readAllBytes(originals.get(random.nextInt(originals.size())));
      byte[] mutant = mutant(original, random);
      if (isRefused(Files.write(folder.resolve("mutant.yaml"), mutant))) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static boolean isRefused(Path file) throws IOException {
    try {
      ScheduleFile.read(file, Samples.CLOCK);
      return false;
    } catch (ScheduleFileException e) {
      assertThat(e.problems())
          .as("%s", Files.readString(file, StandardCharsets.ISO_8859_1))
          .isNotEmpty()
          .allMatch(problem -> problem.line() >= 1 && problem.column() >= 1)
          .allMatch(problem -> problem.toString().lines().count() == 1);
      return true;
    }
  }

  private static byte[] mutant(byte[] original, Random random) {
    byte[] mutant = original;
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      mutant = changed(mutant, random);
    }
    return mutant;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(4));
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, from);
    if (random.nextInt(8) == 0) {
      changed.write(random.nextInt(256));
    } else if (random.nextBoolean()) {
      changed.writeBytes(
          PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
    }
    int next = random.nextBoolean() ? from : to;
    changed.write(bytes, next, bytes.length - next);
    return changed.toByteArray();
  }
}
