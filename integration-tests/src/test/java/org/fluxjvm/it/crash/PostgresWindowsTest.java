package org.fluxjvm.it.crash;

import java.nio.file.Path;
import org.fluxjvm.junit.EnabledIfFlux;

/** With PostgreSQL: all is run, once. */
@EnabledIfFlux
class PostgresWindowsTest extends RealFluxWindows {
  @Override
  Store store(Path directory) {
    return Store.postgres();
  }
}
