package org.fluxjvm.it.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** On an instance that dies with its scheduler, nobody knows what became of what was released. */
class EmbeddedWindowsTest extends CrashWindows {
  @Override
  Store store(Path directory) {
    return Store.h2(directory);
  }

  @Override
  String flux() {
    return "embedded:?cores=16";
  }

  @Override
  Set<String> lost() {
    return Set.of();
  }

  @Override
  Set<String> uncertain() {
    return Set.copyOf(RELEASED);
  }

  @Override
  List<String> told() {
    return Stream.concat(
            Stream.of(List.of(UNFIRED), UNSUBMITTED, HELD)
                .flatMap(List::stream)
                .map(point -> point + " completed"),
            RELEASED.stream().map(point -> point + " uncertain"))
        .toList();
  }

  @Override
  void end() {}
}
