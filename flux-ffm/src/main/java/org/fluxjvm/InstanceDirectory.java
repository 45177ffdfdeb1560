package org.fluxjvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxjvm.rfc.Idset;

/**
 * Where an instance has its sockets, its configuration and what its brokers say. {@code flux start}
 * removes it at the end; what is left after a violent one is removed here.
 */
record InstanceDirectory(Path path) {
  /** The bytes of {@code sun_path} in {@code unix(7)}, but for the terminating one. */
  static final int MAX_SOCKET_PATH = 107;

  private static final System.Logger LOG = System.getLogger(InstanceDirectory.class.getName());
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  static InstanceDirectory create(Path parent, int size) {
    try {
      Path path = Files.createTempDirectory(parent.toAbsolutePath(), "flux-");
      InstanceDirectory directory = new InstanceDirectory(path);
      Path longest = path.resolve("local-" + (size - 1));
      int length = longest.toString().getBytes(StandardCharsets.UTF_8).length;
      if (length > MAX_SOCKET_PATH) {
        directory.delete();
        throw new FluxException(
            Errno.ENAMETOOLONG,
            "FluxInstance.start",
            "the path of a socket, "
                + longest
                + ", would have "
                + length
                + " bytes where Unix allows "
                + MAX_SOCKET_PATH
                + "; set a shorter parentDirectory, or java.io.tmpdir");
      }
      return directory;
    } catch (IOException e) {
      throw InstanceProcess.failure(
          Errno.EIO, "cannot make a directory in " + parent + ": " + e, e);
    }
  }

  InstanceLog openLog() throws IOException {
    return InstanceLog.create(path.resolve("stderr"));
  }

  /**
   * Writes the files that Flux merges in the order of their names.
   *
   * @return their directory
   */
  Path writeConfig(int size, Optional<Integer> cores, String config) throws IOException {
    Path files = Files.createDirectory(path.resolve("config"));
    if (cores.isPresent()) {
      Path r = files.resolve("R");
      Files.writeString(r, resourceSet(size, cores.get()));
      Files.writeString(
          files.resolve("1-resource.toml"),
          "[resource]\nnoverify = true\npath = '%s'\n".formatted(r));
    }
    Files.writeString(files.resolve("2-config.toml"), config);
    return files;
  }

  /** The name of this host, as {@code uname(2)} has it. */
  static String hostname() throws IOException {
    return Files.readString(HOSTNAME).strip();
  }

  /** Not {@code resource.config}, which takes each host once: all the brokers are on this one. */
  private static String resourceSet(int size, int cores) throws IOException {
    String host = hostname();
    return """
    {"version": 1,
     "execution": {
       "R_lite": [{"rank": "%s", "children": {"core": "%s"}}],
       "nodelist": ["%s"],
       "starttime": 0, "expiration": 0}}
    """
        .formatted(
            Idset.range(0, size - 1),
            Idset.range(0, cores - 1),
            String.join(",", Collections.nCopies(size, host)));
  }

  void delete() {
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      if (Files.exists(path)) { // else flux start has removed it
        LOG.log(System.Logger.Level.WARNING, () -> "Left behind: " + path, e);
      }
    }
  }
}
