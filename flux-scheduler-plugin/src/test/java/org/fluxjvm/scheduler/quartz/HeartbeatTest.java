package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Nodes;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.fluxjvm.scheduler.jdbc.LedgerSchema;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration BEAT = Duration.ofSeconds(8);

  private final StandingTime time = new StandingTime(Instant.EPOCH);

  @Test
  void a_node_that_was_taken_for_dead_and_forgotten_joins_again_with_its_next_beat() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:heartbeat;DB_CLOSE_DELAY=-1");
    new LedgerSchema(database).create();
    Nodes nodes = new JdbcLedger(database).nodes();
    try (Flux flux = Flux.open("embedded:heartbeat")) {
      Heartbeat heartbeat = Heartbeat.join(nodes, "one/a", "one/", flux, time);
      assertThat(nodes.live()).containsExactly("one/a");

      nodes.leave("one/a"); // as others see to it in the long run
      assertThat(nodes.live()).isEmpty();
      time.advance(BEAT);

      await().untilAsserted(() -> assertThat(nodes.live()).containsExactly("one/a"));
      heartbeat.close();
      assertThat(nodes.live()).isEmpty();
    }
  }
}
