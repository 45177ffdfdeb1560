package org.fluxjvm.it.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The CPU that the just-in-time compilers of this process have used. The JVM itself tells how long
 * they took, which on a busy machine is much more.
 */
final class CompilerClock {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** By thread; the JVM ends compiler threads that it does not need. */
  private final Map<Path, Long> nanos = new HashMap<>();

  /** Nanoseconds since the process began. */
  long nanos() throws IOException {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        read(task);
      }
    }
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  private void read(Path task) {
    try {
      if (Files.readString(task.resolve("comm")).matches("C[12] Compiler\\w*\\s*")) {
        String[] times = Files.readString(task.resolve("schedstat")).split(" ", -1);
        nanos.put(task, Long.parseLong(times[0]));
      }
    } catch (IOException e) {
      // The thread has ended meanwhile: what it was last seen with counts.
    }
  }
}
