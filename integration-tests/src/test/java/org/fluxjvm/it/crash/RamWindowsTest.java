package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

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

  /**
   * No ledger outlives a scheduler: the next one knows of the jobs that are active when it starts.
   * What had ended by then is not run again, and nobody is told how it ended.
   */
  @Override
  void assertEnd(String point) {
    List<String> ends =
        toldInTheEnd().stream().filter(line -> line.startsWith(point + " ")).toList();
    String completed = point + " completed";
    assertThat(ends).isEqualTo(told().contains(completed) ? List.of(completed) : List.of());
  }
}
