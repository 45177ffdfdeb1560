package org.fluxjvm.scheduler.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A few files as they are at one moment: two equal states, one after the other, are those of files
 * that nobody is writing. A file system may tell times to the second only, so contents count.
 */
record FileState(List<Entry> entries) {
  /** A schedule file is no larger; of what is, the rest does not matter. */
  private static final int LIMIT = 1 << 20;

  private record Entry(FileTime modified, long size, String content) {}

  static FileState of(List<Path> files) {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files) {
      entries.add(entry(file));
    }
    return new FileState(entries);
  }

  private static Entry entry(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Entry(
          attributes.lastModifiedTime(),
          attributes.size(),
          attributes.isRegularFile() ? digest(file) : "");
    } catch (IOException e) {
      // That it cannot be read is its state; whoever reads it next says why.
      return new Entry(FileTime.fromMillis(0), 0, e.getClass().getName());
    }
  }

  private static String digest(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readNBytes(LIMIT + 1)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Whether the contents are the same, whenever they were written. */
  boolean hasContentOf(FileState other) {
    return contents().equals(other.contents());
  }

  private List<String> contents() {
    return entries.stream().map(Entry::content).toList();
  }
}
