package org.fluxjvm.scheduler.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The right to be the one program on a state directory, or to read there what none is writing. The
 * kernel takes it back when the process is gone; the file stays, and says which program had it
 * last.
 */
public final class StateLock implements AutoCloseable {
  /** Far longer than it takes to read a ledger. */
  private static final Duration READING = Duration.ofSeconds(5);

  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /** For a program that runs: those who read are waited for, another program is not. */
  static StateLock take(Path file) {
    return open(file, channel -> take(file, channel))
        .orElseThrow(
            () ->
                new ControlException(
                    "another scheduler (process %s) runs on %s; stop it, or give this one a state directory of its own"
                        .formatted(holder(file), file.getParent())));
  }

  /** For those who read, of whom there may be many; empty if there is a program. */
  static Optional<StateLock> share(Path file) {
    return open(file, channel -> channel.tryLock(0, Long.MAX_VALUE, true) != null);
  }

  /** The process that ran last, or runs. */
  static String holder(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private interface Try {
    boolean succeeds(FileChannel channel) throws IOException;
  }

  private static Optional<StateLock> open(Path file, Try lock) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file,
              OPTIONS,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      throw unusable(file, e);
    }
    StateLock taken = new StateLock(channel);
    boolean ours = false;
    try {
      ours = lock.succeeds(channel);
      return ours ? Optional.of(taken) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // this process has it already
    } catch (IOException e) {
      throw unusable(file, e);
    } finally {
      if (!ours) {
        taken.close();
      }
    }
  }

  private static boolean take(Path file, FileChannel channel) throws IOException {
    if (channel.tryLock() == null) {
      FileLock amongReaders = channel.tryLock(0, Long.MAX_VALUE, true);
      if (amongReaders == null) {
        return false;
      }
      amongReaders.release();
      awaitReaders(file, channel);
    }
    channel.truncate(0);
    String holder = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
    return true;
  }

  private static void awaitReaders(Path file, FileChannel channel) throws IOException {
    try (Deadline _ = Deadline.of(channel, READING)) {
      FileLock _ = channel.lock();
    } catch (AsynchronousCloseException e) {
      throw new ControlException(
          "other commands have been reading the ledger on %s for more than %d s; end them, and try again"
              .formatted(file.getParent(), READING.toSeconds()),
          e);
    }
  }

  private static ControlException unusable(Path file, IOException e) {
    return new ControlException("cannot lock " + file + ": " + e, e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
