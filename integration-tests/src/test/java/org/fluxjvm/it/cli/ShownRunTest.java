package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;
import org.fluxjvm.job.JobId;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Placement;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunQuery;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport;
import org.fluxjvm.scheduler.control.LedgerReading;
import org.fluxjvm.scheduler.control.RunDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ShownRunTest {
  private static final int SUBMISSIONS = 10;
  private static final RunKey KEY = new RunKey("shown", "DEFAULT.t", Instant.EPOCH, 0);

  @Test
  @FluxTest(InstanceKind.REAL)
  void a_run_of_many_submissions_is_shown_soon_though_flux_does_not_answer(
      @TempDir Path directory) {
    try (Broker broker = Broker.start(directory);
        Flux flux = Flux.open(broker.uri())) {
      broker.pause();
      try {
        LedgerReading reading =
            new LedgerReading(
                "shown", history(broker.uri()), at -> Optional.of(flux), run -> Optional.empty());
        Instant start = Instant.now();

        RunDetails details = reading.show(KEY.id(), false);

        assertThat(details.missing()).hasSize(SUBMISSIONS).allMatch(text -> text.contains("reach"));
        assertThat(Duration.between(start, Instant.now()))
            .isLessThan(Duration.ofSeconds(5L * SUBMISSIONS / 2));
      } finally {
        broker.resume();
      }
    }
  }

  private static RunHistory history(String uri) {
    RunRecord run = RunRecord.begun(KEY, "DEFAULT.j", Optional.empty(), Instant.EPOCH);
    List<RunReport.Submission> submissions =
        IntStream.rangeClosed(1, SUBMISSIONS)
            .mapToObj(
                number ->
                    new RunReport.Submission(
                        new Attempt(number, 1),
                        Optional.of(new Placement(JobId.of(number), "an instance", uri)),
                        Optional.empty(),
                        Map.of(),
                        ""))
            .toList();
    return new OneRun(new RunReport(run, submissions));
  }

  /** Has one run, and is asked for nothing else. */
  private record OneRun(RunReport report) implements RunHistory {
    @Override
    public Optional<RunReport> report(String id) {
      return Optional.of(report);
    }

    @Override
    public List<RunRecord> runs(RunQuery query) {
      return List.of(report.run());
    }

    @Override
    public List<RunRecord> startingWith(String scheduler, String prefix, int limit) {
      return List.of(report.run());
    }

    @Override
    public int uncertain(String scheduler) {
      return 0;
    }

    @Override
    public Map<String, Instant> lastSuccesses(String scheduler, Set<String> jobs, Instant since) {
      return Map.of();
    }

    @Override
    public Map<String, Instant> firstRuns(String scheduler, Set<String> jobs) {
      return Map.of();
    }

    @Override
    public int prune(Instant before) {
      return 0;
    }
  }
}
