package org.fluxjvm.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxjvm.job.Jobspec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  private static final Path FOLDER = Path.of("examples");
  private static final long CORES_OF_A_LAPTOP = 2;

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static List<ScheduledJob> jobs(String example) throws ScheduleFileException {
    return ScheduleFile.read(FOLDER.resolve(example), Samples.CLOCK).jobs();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_is_right_and_surprises_nobody(Path example) throws ScheduleFileException {
    assertThat(ScheduleFile.read(example, Samples.CLOCK).warnings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_example_can_be_submitted(Path example) throws ScheduleFileException {
    Jobspecs jobspecs = new Jobspecs(Map.of(), Path.of("/"));

    assertThat(ScheduleFile.read(example, Samples.CLOCK).jobs())
        .allSatisfy(job -> assertThat(jobspecs.of(job).name()).contains(job.name()));
  }

  @Test
  void the_demo_fits_on_two_cores_and_leaves_no_files() throws ScheduleFileException {
    Jobspecs jobspecs = new Jobspecs(Map.of(), Path.of("/"));

    assertThat(jobs("demo.yaml"))
        .allSatisfy(
            job -> {
              Jobspec jobspec = jobspecs.of(job);
              assertThat(jobspec.resourceCounts().get("core"))
                  .isLessThanOrEqualTo(CORES_OF_A_LAPTOP);
              assertThat(jobspec.output()).isEmpty();
              assertThat(job.work()).isInstanceOf(Work.Command.class);
            });
  }

  @Test
  void one_job_of_the_demo_fails_on_purpose() throws ScheduleFileException {
    assertThat(jobs("demo.yaml")).filteredOn(job -> job.expect() == Expect.FAILED).hasSize(1);
  }

  @Test
  void the_nightly_example_shows_every_key() throws IOException {
    String text = Files.readString(FOLDER.resolve("nightly.yaml"));

    assertThat(Key.OF_JOB.keySet())
        .allSatisfy(key -> assertThat(text).containsPattern("\\b" + key + ":"));
  }
}
