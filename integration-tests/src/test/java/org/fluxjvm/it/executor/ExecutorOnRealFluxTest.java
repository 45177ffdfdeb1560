package org.fluxjvm.it.executor;

import java.nio.file.Path;
import org.fluxjvm.it.Broker;
import org.fluxjvm.it.EnabledIfFlux;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfFlux
class ExecutorOnRealFluxTest extends ExecutorContract {
  private Broker broker;

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = Broker.start(directory);
  }

  @AfterAll
  void end() {
    broker.close();
  }

  @Override
  String uri() {
    return broker.uri();
  }
}
