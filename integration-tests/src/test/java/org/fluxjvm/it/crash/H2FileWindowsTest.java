package org.fluxjvm.it.crash;

import java.nio.file.Path;
import org.fluxjvm.junit.EnabledIfFlux;

/** With a database in a file: all is run, once. */
@EnabledIfFlux
class H2FileWindowsTest extends RealFluxWindows {
  @Override
  Store store(Path directory) {
    return Store.h2(directory);
  }
}
