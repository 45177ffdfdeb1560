package org.fluxjvm.connector.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A directory of an instance, or within it of a job while that runs: {@code {{tmpdir}}}. */
record JobDirectory(Path path) {
  private static final System.Logger LOG = System.getLogger(JobDirectory.class.getName());
  private static final int ALL_PERMISSIONS = 0777;

  /** Makes one for a job, with the files of {@code attributes.system.files} (RFC 37). */
  JobDirectory create(JsonNode files) throws IOException {
    JobDirectory directory = new JobDirectory(Files.createTempDirectory(path, "job-"));
    try {
      for (var file : files.properties()) {
        directory.write(file.getKey(), file.getValue());
      }
    } catch (IOException | RuntimeException e) {
      directory.delete();
      throw e instanceof IOException io
          ? io
          : new IOException("attributes.system.files cannot be written: " + e.getMessage(), e);
    }
    return directory;
  }

  private void write(String name, JsonNode file) throws IOException {
    Path target = path.resolve(name).normalize();
    if (!target.startsWith(path)) {
      throw new IOException("file '" + name + "' would leave the directory of its job");
    }
    Files.createDirectories(target.getParent());
    JsonNode data = file.isObject() ? file.path("data") : file;
    Files.write(target, bytes(data, file.path("encoding").asString("")));
    if (file.path("mode").isInt()) {
      Files.setPosixFilePermissions(target, permissions(file.path("mode").intValue()));
    }
  }

  private static byte[] bytes(JsonNode data, String encoding) {
    if (!data.isString()) {
      return Json.bytes(data);
    }
    return encoding.equals("base64")
        ? Base64.getDecoder().decode(data.stringValue())
        : data.stringValue().getBytes(StandardCharsets.UTF_8);
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    PosixFilePermission[] all = PosixFilePermission.values();
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < all.length; i++) {
      // The highest bit is the owner's read, the first constant.
      if ((mode & ALL_PERMISSIONS & 1 << (all.length - 1 - i)) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }

  void delete() {
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      if (Files.notExists(path)) {
        return; // the guardian was faster
      }
      LOG.log(System.Logger.Level.WARNING, () -> "Left behind: " + path, e);
    }
  }
}
