package org.fluxjvm.scheduler.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxjvm.rfc.FluxDuration;
import org.fluxjvm.scheduler.RunRequest.Upon;
import org.fluxjvm.scheduler.schedule.Firing;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.fluxjvm.scheduler.schedule.Triggers;
import org.quartz.Trigger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code validate FILE}. */
@Command(
    name = "validate",
    description = {
      "Check a schedule file and show when its jobs fire, without Flux.",
      "Ends with 0 if the file can be run, 2 if not. Warnings go to standard error."
    })
final class ValidateCommand implements Callable<Integer> {
  private static final int FIRES = 2;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss zzz", Locale.ENGLISH);

  private final Surroundings surroundings;

  @Mixin private final LoggingOptions logging = new LoggingOptions();

  @Parameters(paramLabel = "FILE", description = "A schedule file in YAML.")
  private Path file = Path.of("");

  ValidateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    logging.install(surroundings);
    ScheduleFile schedule = Schedules.read(file, surroundings);
    TextTable table =
        new TextTable()
            .column("JOB", TextTable.Side.LEFT)
            .column("FIRES", TextTable.Side.LEFT)
            .column("NEXT", TextTable.Side.LEFT)
            .column("AND THEN", TextTable.Side.LEFT);
    schedule.jobs().forEach(job -> table.row(row(job)));
    table.lines(surroundings.width(), surroundings.style()).forEach(surroundings.out()::println);
    surroundings.out().println();
    surroundings
        .out()
        .println(
            "%s: %s, %s"
                .formatted(
                    file.getFileName(),
                    Plural.of(schedule.jobs().size(), "job"),
                    schedule.warnings().isEmpty()
                        ? "no mistakes"
                        : Plural.of(schedule.warnings().size(), "warning")));
    return 0;
  }

  private List<Cell> row(ScheduledJob job) {
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(job.name()));
    switch (job.firing()) {
      case Firing.Cron cron -> {
        row.add(Cell.of("cron " + cron.expression()));
        row.addAll(fires(job, cron.timezone()));
      }
      case Firing.At at -> {
        row.add(Cell.of("once"));
        row.add(Cell.of(TIME.format(at.instant().atZone(ZoneId.of("UTC")))));
        row.add(Cell.of(surroundings.style().nothing()));
      }
      case Firing.After after -> {
        row.add(Cell.of("after " + after.job()));
        row.add(Cell.of(when(after.on())));
        row.add(Cell.of(surroundings.style().nothing()));
      }
      case Firing.Every every -> {
        String interval = FluxDuration.format(every.interval());
        String count =
            every.count().isPresent() ? ", " + Plural.of(every.count().getAsInt(), "time") : "";
        row.add(Cell.of("every " + interval + count));
        row.add(Cell.of("at the start"));
        row.add(
            Cell.of(
                every.count().orElse(2) > 1
                    ? interval + " later"
                    : surroundings.style().nothing()));
      }
    }
    return row;
  }

  private static String when(Upon end) {
    return switch (end) {
      case SUCCESS -> "when it has completed";
      case FAILURE -> "when it has failed";
      case ANY -> "when it has ended";
    };
  }

  private List<Cell> fires(ScheduledJob job, ZoneId zone) {
    Trigger trigger = Triggers.of(job).orElseThrow().build();
    List<Cell> cells = new ArrayList<>();
    Instant from = surroundings.clock().instant();
    for (int i = 0; i < FIRES; i++) {
      Date next = from == null ? null : trigger.getFireTimeAfter(Date.from(from));
      cells.add(
          Cell.of(
              next == null
                  ? surroundings.style().nothing()
                  : TIME.format(next.toInstant().atZone(zone))));
      from = next == null ? Instant.MAX.minusSeconds(1) : next.toInstant();
      if (next == null) {
        break;
      }
    }
    while (cells.size() < FIRES) {
      cells.add(Cell.of(surroundings.style().nothing()));
    }
    return cells;
  }
}
