package org.fluxjvm.scheduler.reload;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class JdbcTriggersTest extends TriggersContract {
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
}
