package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.calendar.BaseCalendar;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredResult;

/** A firing that Quartz has put down as executing before its trigger fails to go on. */
class FailingCalendarTest {
  private static final String FIRED = "SELECT COUNT(*) FROM QRTZ_FIRED_TRIGGERS";

  @TempDir Path dir;

  enum Kind {
    WRAPPED {
      @Override
      JobStore open() throws Exception {
        return FluxJobStore.wrap(JdbcStores.alone(new JobStoreTX()), 1);
      }
    },
    TX {
      @Override
      JobStore open() throws Exception {
        return JdbcStores.alone(new FluxJobStoreTX());
      }
    },
    CMT {
      @Override
      JobStore open() throws Exception {
        return JdbcStores.alone(new FluxJobStoreCMT());
      }
    };

    abstract JobStore open() throws Exception;
  }

  /** A calendar that includes all times, if it answers. */
  public static final class Failing extends BaseCalendar {
    private static final long serialVersionUID = 1;
    private static final AtomicBoolean FAILS = new AtomicBoolean();

    @Override
    public boolean isTimeIncluded(long time) {
      if (FAILS.get()) {
        throw new IllegalStateException("on purpose");
      }
      return true;
    }
  }

  @BeforeEach
  void createTables() throws Exception {
    JdbcStores.use("jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1");
  }

  @ParameterizedTest
  @EnumSource
  void it_has_not_begun_and_its_trigger_fires_once_the_calendar_answers(Kind kind)
      throws Exception {
    JobStore store = kind.open();
    store.storeCalendar("failing", new Failing(), true, false);
    JdbcStores.schedule(
        store,
        Schedulers.shell("job", "true"),
        TriggerBuilder.newTrigger()
            .withIdentity("trigger")
            .modifiedByCalendar("failing")
            .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
            .build());
    OperableTrigger due = JdbcStores.acquire(store);
    Failing.FAILS.set(true);
    TriggerFiredResult failed = store.triggersFired(List.of(due)).getFirst();
    Failing.FAILS.set(false);
    assertThat(failed.getException()).hasMessage("on purpose");
    assertThat(Schedulers.rows(FIRED)).isOne();

    store.releaseAcquiredTrigger(due);

    assertThat(Schedulers.rows(FIRED)).isZero();
    OperableTrigger again = JdbcStores.acquire(store);
    assertThat(again.getKey()).isEqualTo(due.getKey());
    assertThat(store.triggersFired(List.of(again)).getFirst().getTriggerFiredBundle()).isNotNull();
  }
}
