package org.fluxjvm.scheduler.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;

/** A store that outlives its scheduler. */
class JdbcInstallerTest extends InstallerContract {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=10000";
  private Connection keptOpen;

  @BeforeEach
  @Override
  void start() throws Exception {
    keptOpen = H2Connections.create(url);
    super.start();
  }

  @AfterEach
  void drop() throws SQLException {
    keptOpen.close();
  }

  @Override
  Properties store() {
    return H2Connections.store(url);
  }

  private void restart() throws Exception {
    scheduler.shutdown(true);
    scheduler = scheduler();
  }

  @Test
  void a_start_over_the_same_store_is_a_reload() throws Exception {
    install(DAILY, "{ name: old, every: 1h, command: [make] }");
    scheduler.pauseTrigger(REPORT);
    Trigger before = scheduler.getTrigger(REPORT);
    restart();

    ScheduleChange change = install(DAILY, "{ name: new, every: 1h, command: [make] }").change();

    assertThat(change).hasToString("1 added (new), 1 removed (old), 1 unchanged");
    assertThat(scheduler.getTrigger(REPORT).getStartTime()).isEqualTo(before.getStartTime());
    assertThat(scheduler.getTriggerState(REPORT)).isEqualTo(TriggerState.PAUSED);
  }

  @Test
  void what_was_used_up_before_the_start_is_not_scheduled_again() throws Exception {
    install(ONCE);
    scheduler.start();
    await().until(() -> scheduler.getTriggerKeys(anyTrigger()).isEmpty());
    restart();

    assertThat(install(ONCE).change().isEmpty()).isTrue();
    assertThat(scheduler.getTriggerKeys(anyTrigger())).isEmpty();
  }
}
