package org.fluxjvm.it.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.junit.EnabledIfFlux;

/** Without a database: what was submitted is run, once. */
@EnabledIfFlux
class RamWindowsTest extends RealFluxWindows {
  @Override
  Store store(Path directory) {
    return Store.ram();
  }

  @Override
  Set<String> lost() {
    return Stream.concat(Stream.of(UNFIRED), UNSUBMITTED.stream()).collect(Collectors.toSet());
  }

  @Override
  List<String> told() {
    return Stream.concat(HELD.stream(), Stream.of("after-releasing", "after-running"))
        .map(point -> point + " completed")
        .toList();
  }

  @Override
  void the_ledger_tells_how_it_ended(String point) {} // there is none that outlives a scheduler

  @Override
  void nothing_is_left_in_the_tables_of_quartz() {} // there are none
}
