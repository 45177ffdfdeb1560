package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.StandingTime;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.fluxjvm.scheduler.jdbc.LedgerSchema;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

class StartedPluginTest {
  private static final String NAME = "pruned";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration KEEP = Duration.ofDays(90);

  @Test
  void runs_that_ended_before_the_days_that_are_kept_are_forgotten_and_no_others()
      throws Exception {
    Scheduler scheduler =
        Schedulers.create(
            Schedulers.onFlux(
                "embedded:pruned",
                NAME,
                H2Connections.dataSource("jdbc:h2:mem:pruned;DB_CLOSE_DELAY=-1")));
    try (Flux flux = Flux.open("embedded:pruned")) {
      RunKey ended = endedAt(NOW.minus(KEEP), NOW.minus(KEEP).minusSeconds(1));
      RunKey later = endedAt(NOW.minus(KEEP).plus(Duration.ofHours(2)), NOW.minus(KEEP));
      RunKey comesAgain = endedAt(NOW.minus(KEEP), NOW.plus(Duration.ofDays(1)));
      LedgerChoice choice = new LedgerChoice();
      choice.kind("jdbc");
      choice.dataSource("h2");
      StandingTime time = new StandingTime(NOW);

      StartedPlugin started =
          StartedPlugin.start(
              scheduler,
              flux,
              Optional.empty(),
              choice,
              new StartedPlugin.Pace(Duration.ofMinutes(30), Optional.of(KEEP), time));
      time.advance(Duration.ofHours(1));

      JdbcLedger ledger = new JdbcLedger(new QuartzDataSource("h2"));
      await().until(() -> ledger.find(ended).isEmpty());
      assertThat(ledger.find(later)).isPresent();
      assertThat(ledger.find(comesAgain)).isPresent();
      started.end(Duration.ZERO);
    } finally {
      scheduler.shutdown(false);
    }
  }

  private static RunKey endedAt(Instant end, Instant scheduled) {
    QuartzDataSource source = new QuartzDataSource("h2");
    new LedgerSchema(source).create();
    JdbcLedger ledger = new JdbcLedger(source, "FLUX_", () -> end);
    RunKey key = new RunKey(NAME, "DEFAULT.nightly", scheduled, 0);
    var claim = ledger.claim(key, "DEFAULT.nightly", new Owner("node", "firing"));
    ledger.close(
        claim.run(),
        new RunState.Done(new RunEnd(RunEnd.Outcome.COMPLETED, OptionalInt.of(0), "")),
        List.of());
    return key;
  }

  @Test
  void tables_of_an_earlier_version_are_upgraded_where_the_plugin_may_create_some()
      throws Exception {
    Properties properties = H2Connections.properties("jdbc:h2:mem:older;DB_CLOSE_DELAY=-1");
    H2Connections.createTables("jdbc:h2:mem:older;DB_CLOSE_DELAY=-1");
    Scheduler scheduler =
        Schedulers.create(Schedulers.onFlux("embedded:older", "older", properties));
    LedgerSchema schema = new LedgerSchema(new QuartzDataSource("h2"));
    schema.create();
    Schedulers.execute("DROP TABLE FLUX_IDENTITY"); // what version 2 added
    Schedulers.execute("UPDATE FLUX_SCHEMA SET VERSION = 1");
    assertThatThrownBy(schema::check).hasMessageContaining("version 1");
    try {
      scheduler.start();

      assertThatCode(schema::check).doesNotThrowAnyException();
    } finally {
      scheduler.shutdown(false);
    }
  }

  @Test
  void fewer_days_than_none_are_refused() {
    Properties properties = new Properties();
    properties.put("org.quartz.plugin.flux.keepDays", "-1");

    assertThatThrownBy(
            () -> Schedulers.create(Schedulers.onFlux("embedded:kept", "kept", properties)))
        .isInstanceOf(SchedulerException.class)
        .hasStackTraceContaining("keepDays");
  }
}
