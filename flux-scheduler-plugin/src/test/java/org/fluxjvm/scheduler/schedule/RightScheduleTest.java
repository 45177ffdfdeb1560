package org.fluxjvm.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.scheduler.RetryPolicy;
import org.fluxjvm.scheduler.RunRequest.Upon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RightScheduleTest {
  static List<Path> right() {
    return Samples.in("right");
  }

  @ParameterizedTest
  @MethodSource("right")
  void a_right_file_is_read_without_a_word(Path file) throws ScheduleFileException {
    ScheduleFile schedule = ScheduleFile.read(file, Samples.CLOCK);

    assertThat(schedule.jobs()).isNotEmpty();
    assertThat(schedule.warnings()).isEmpty();
    assertThat(schedule.file()).isEqualTo(file);
  }

  @Test
  void what_is_not_given_has_the_defaults_of_flux() throws ScheduleFileException {
    assertThat(Samples.right("minimal.yaml").jobs())
        .containsExactly(
            new ScheduledJob(
                "a",
                new Firing.Every(Duration.ofSeconds(10), OptionalInt.empty()),
                Misfire.FIRE_ONCE,
                new Work.Command(
                    List.of("hostname"),
                    new Resources(1, 1, 0, OptionalInt.empty(), false),
                    nothingSet()),
                16,
                Expect.COMPLETED,
                JobPolicy.NONE));
  }

  private static Attributes nothingSet() {
    return new Attributes(
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  @Test
  void a_job_inherits_every_default() throws ScheduleFileException {
    assertThat(Samples.right("defaults.yaml").jobs().getFirst())
        .isEqualTo(
            new ScheduledJob(
                "inherits",
                new Firing.Cron("0 0 12 * * ?", ZoneId.of("Europe/Berlin")),
                Misfire.SKIP,
                new Work.Command(
                    List.of("make", "report"),
                    new Resources(8, 2, 1, OptionalInt.of(4), true),
                    new Attributes(
                        Duration.ofMinutes(90),
                        Optional.of("batch"),
                        Optional.of("physics"),
                        Optional.of("/data"),
                        Map.of("MODE", "full"),
                        Optional.of("in.txt"),
                        Optional.of("{{name}}-{{id}}.out"),
                        Optional.of("{{name}}-{{id}}.err"),
                        List.of("singleton:inherits"),
                        Optional.of(Constraint.parse("bigmem and not host:node7")))),
                20,
                Expect.FAILED,
                new JobPolicy(new RetryPolicy(3, Duration.ofMinutes(1)), true, OptionalInt.of(2))));
  }

  @Test
  void a_job_overrides_every_default() throws ScheduleFileException {
    assertThat(Samples.right("defaults.yaml").jobs().getLast())
        .isEqualTo(
            new ScheduledJob(
                "overrides",
                new Firing.Every(Duration.ofDays(1), OptionalInt.of(2)),
                Misfire.FIRE_ALL,
                new Work.Script(
                    "#!/bin/sh\nflux run hostname\n",
                    new Resources(1, 1, 0, OptionalInt.of(1), false),
                    new Attributes(
                        Duration.ZERO,
                        Optional.of("debug"),
                        Optional.of("chemistry"),
                        Optional.of("{{tmpdir}}"),
                        Map.of("ANSWER", "42"),
                        Optional.of("other.txt"),
                        Optional.of("other.out"),
                        Optional.of("other.err"),
                        List.of(),
                        Optional.of(Constraint.parse("debug")))),
                1,
                Expect.COMPLETED,
                new JobPolicy(
                    new RetryPolicy(1, Duration.ofSeconds(10)), false, OptionalInt.of(1))));
  }

  @Test
  void a_job_fires_after_another_when_that_has_completed_or_as_it_says()
      throws ScheduleFileException {
    assertThat(Samples.right("after.yaml").jobs())
        .extracting(ScheduledJob::firing)
        .startsWith(
            new Firing.After("report", Upon.SUCCESS),
            new Firing.After("report", Upon.FAILURE),
            new Firing.After("mail", Upon.ANY));
  }

  @Test
  void a_jobspec_is_looked_up_beside_the_file_and_takes_no_defaults() throws ScheduleFileException {
    List<ScheduledJob> jobs = Samples.right("jobspecs.yaml").jobs();

    Work.JobspecFile json = (Work.JobspecFile) jobs.getFirst().work();
    assertThat(json.file()).isEqualTo(Samples.folder("right").resolve("job.json"));
    assertThat(json.jobspec().command()).containsExactly("hostname");
    assertThat(json.jobspec().queue()).isEmpty();
    assertThat(jobs.getFirst().urgency()).isEqualTo(20);
    Work.JobspecFile yaml = (Work.JobspecFile) jobs.getLast().work();
    assertThat(yaml.jobspec().resourceCounts()).containsEntry("core", 2L);
    assertThat(jobs.getLast().firing())
        .isEqualTo(new Firing.At(Instant.parse("2029-12-31T23:00:00Z")));
  }

  @Test
  void texts_are_taken_as_they_are_written() throws ScheduleFileException {
    List<ScheduledJob> jobs = Samples.right("as-written.yaml").jobs();

    assertThat(jobs).extracting(ScheduledJob::name).containsExactly("007", "Ünïcode 🚀 name");
    Work.Command first = (Work.Command) jobs.getFirst().work();
    assertThat(first.command())
        .containsExactly(
            "echo", "010", "yes", "1_000", "1.10", "2026-12-01", "", "~", "null-ish", "12:30:00");
    assertThat(first.attributes().env())
        .containsExactly(
            Map.entry("A", "010"),
            Map.entry("B", "no"),
            Map.entry("C", ""),
            Map.entry("D", "0x1F"),
            Map.entry("E", "1e3"),
            Map.entry("RANK", "{{taskid}}"));
    assertThat(((Work.Command) jobs.getLast().work()).command())
        .containsExactly("{{tmpdir}}/x", "{{id}}");
  }

  @Test
  void an_alias_stands_for_what_it_names() throws ScheduleFileException {
    assertThat(Samples.right("aliases.yaml").jobs())
        .extracting(ScheduledJob::work)
        .hasSize(2)
        .allMatch(work -> work.equals(aliased(work)));
  }

  private static Work aliased(Work work) {
    Work.Command command = (Work.Command) work;
    assertThat(command.command()).containsExactly("date", "-u");
    assertThat(command.attributes().env()).containsExactly(Map.entry("LANG", "C"));
    assertThat(command.attributes().queue()).contains("batch");
    return work;
  }

  @Test
  void a_cron_without_a_timezone_is_in_utc() throws ScheduleFileException {
    assertThat(Samples.right("jobspecs.yaml").jobs().getFirst().firing())
        .isEqualTo(new Firing.Cron("0 0 3 * * ?", ZoneOffset.UTC));
  }
}
