package org.fluxjvm.scheduler.cli;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.scheduler.control.RunDetails;
import org.fluxjvm.scheduler.control.RunView;
import tools.jackson.databind.JsonNode;

/** A run on a page of its own. */
final class RunPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Style style;
  private final boolean environment;

  /** A page, with or without the variables of the environment. */
  RunPage(Style style, boolean environment) {
    this.style = style;
    this.environment = environment;
  }

  List<String> lines(RunDetails details, int width) {
    RunView run = details.run();
    List<String> lines = new ArrayList<>();
    lines.add(style.paint(Tone.STRONG, "run " + run.id()));
    add(lines, "job", run.job());
    add(lines, "due", RunTable.time(run.scheduled()) + " by trigger " + run.trigger());
    add(lines, "state", state(run));
    run.waiting().ifPresent(reason -> add(lines, "waits", reason));
    run.cancelReason().ifPresent(reason -> add(lines, "cancel", reason));
    details.jobspec().ifPresent(jobspec -> jobspec(lines, jobspec));
    details.submissions().forEach(submission -> add(lines, "sent", submission(submission)));
    details.missing().forEach(reason -> add(lines, "missing", reason));
    lines.add("");
    lines.addAll(timeline(details.timeline(), width));
    return lines;
  }

  private static void add(List<String> lines, String label, String text) {
    lines.add("  %-8s  %s".formatted(label, Printable.line(text)));
  }

  private static String state(RunView run) {
    StringBuilder text = new StringBuilder(RunTable.state(run));
    run.returnCode().ifPresent(code -> text.append(", exit code ").append(code));
    run.note().ifPresent(note -> text.append(": ").append(note));
    return text.toString();
  }

  private void jobspec(List<String> lines, JsonNode tree) {
    Jobspec jobspec = Jobspec.fromTree(tree);
    add(lines, "command", String.join(" ", jobspec.command()));
    jobspec.cwd().ifPresent(cwd -> add(lines, "cwd", cwd));
    if (environment) {
      jobspec.environment().forEach((name, value) -> add(lines, "env", name + "=" + value));
    } else {
      add(
          lines,
          "env",
          Plural.of(jobspec.environment().size(), "variable") + "; --env shows the values");
    }
  }

  private String submission(RunDetails.Submission submission) {
    StringBuilder text = new StringBuilder("try ").append(submission.attempt());
    if (submission.number() > 1) {
      text.append(", submission ").append(submission.number());
    }
    submission
        .jobId()
        .ifPresent(id -> text.append(", Flux job ").append(style.id(JobId.parse(id))));
    submission.uri().ifPresent(uri -> text.append(" at ").append(uri));
    if (!submission.end().isEmpty()) {
      text.append(": ").append(submission.end());
    }
    return text.toString();
  }

  private List<String> timeline(List<RunDetails.Entry> entries, int width) {
    TextTable table =
        new TextTable()
            .column("TIME", TextTable.Side.LEFT)
            .column("TRY", TextTable.Side.RIGHT)
            .column("BY", TextTable.Side.LEFT)
            .column("WHAT", TextTable.Side.LEFT)
            .column("DETAIL", TextTable.Side.LEFT);
    for (RunDetails.Entry entry : entries) {
      table.row(
          List.of(
              Cell.of(TIME.format(entry.time())),
              Cell.of(Integer.toString(entry.attempt())),
              new Cell(entry.source().name().toLowerCase(Locale.ROOT), Tone.QUIET),
              Cell.of(Printable.line(entry.name())),
              Cell.of(EventText.of(entry.name(), entry.context()))));
    }
    return table.lines(width, style);
  }
}
