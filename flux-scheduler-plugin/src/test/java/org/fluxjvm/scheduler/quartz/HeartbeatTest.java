package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Nodes;
import org.fluxjvm.scheduler.StandingTime;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.fluxjvm.scheduler.jdbc.LedgerSchema;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

  @Test
  @Timeout(20)
  void a_database_that_stands_still_does_not_keep_a_node_from_leaving() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    Nodes nodes =
        (Nodes)
            Proxy.newProxyInstance(
                Nodes.class.getClassLoader(),
                new Class<?>[] {Nodes.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("leave")) {
                    free.await();
                  }
                  return null;
                });
    try (Flux flux = Flux.open("embedded:heartbeat")) {
      Heartbeat.join(nodes, "one/a", "one/", flux, time).close();
    }
    assertThat(free.getCount()).as("it has not answered").isOne();
    free.countDown();
  }
}
