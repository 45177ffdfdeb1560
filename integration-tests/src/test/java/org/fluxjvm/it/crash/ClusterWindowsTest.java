package org.fluxjvm.it.crash;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.fluxjvm.junit.EnabledIfFlux;

/** In a cluster on PostgreSQL: another node, which is there already, runs all of it, once. */
@EnabledIfFlux
class ClusterWindowsTest extends RealFluxWindows {
  /** One of each kind; on demand all. */
  @Override
  Stream<String> points() {
    return Crashes.all()
        ? super.points()
        : Stream.of(
            UNFIRED, "after-claim", "after-held", "after-releasing", "after-running", "after-done");
  }

  @Override
  Store store(Path directory) {
    return Store.postgres();
  }

  @Override
  SchedulerSettings first(SchedulerSettings settings) {
    return settings.inCluster("one");
  }

  /** It finds everything fired when it comes, and nobody but itself after the kill. */
  @Override
  SchedulerProcess succeed(SchedulerProcess first, SchedulerSettings settings) {
    SchedulerProcess second = SchedulerProcess.start(settings.inCluster("two"));
    first.kill();
    return second;
  }
}
