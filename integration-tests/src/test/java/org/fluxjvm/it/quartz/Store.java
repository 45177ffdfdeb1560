package org.fluxjvm.it.quartz;

import java.nio.file.Path;
import java.util.Properties;

/** Where a scheduler of these tests has its jobs and triggers, and puts down its runs. */
enum Store {
  /** In memory; the runs are put down in Flux. */
  RAM,
  /** In a file, the runs beside. */
  H2;

  Properties properties(Path directory) {
    return switch (this) {
      case RAM -> new Properties();
      case H2 -> H2File.in(directory);
    };
  }
}
