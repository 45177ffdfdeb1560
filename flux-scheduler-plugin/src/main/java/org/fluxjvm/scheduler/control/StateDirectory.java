package org.fluxjvm.scheduler.control;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Where a scheduler keeps what outlives it: its database, its socket and its lock. Nobody but its
 * user may enter (mode 0700).
 */
public final class StateDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /** {@code sun_path} of unix(7), less the NUL at its end. */
  private static final int LONGEST_SOCKET = 107;

  private final Path path;

  private StateDirectory(Path path) {
    this.path = path;
  }

  /**
   * Opens a directory, and makes it and those above it if they are not there.
   *
   * @param path the directory
   * @return the directory, which is this user's alone
   * @throws ControlException if it is somebody else's, or open to others
   */
  public static StateDirectory create(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      throw new ControlException(absolute + " is not a directory", e);
    } catch (IOException e) {
      throw new ControlException(
          "the state directory " + absolute + " cannot be made (" + e + "); name another one", e);
    }
    return open(absolute);
  }

  /**
   * Opens a directory that is there.
   *
   * @param path the directory
   * @return the directory, which is this user's alone
   * @throws ControlException if it is not there, somebody else's, or open to others
   */
  public static StateDirectory open(Path path) {
    StateDirectory directory = new StateDirectory(path.toAbsolutePath().normalize());
    directory.check();
    return directory;
  }

  private void check() {
    PosixFileAttributes attributes;
    long owner;
    try {
      attributes = Files.readAttributes(path, PosixFileAttributes.class);
      owner = ((Number) Files.getAttribute(path, "unix:uid")).longValue();
    } catch (IOException e) {
      throw new ControlException("there is no state directory " + path, e);
    }
    if (!attributes.isDirectory()) {
      throw new ControlException(path + " is not a directory");
    }
    if (owner != Integer.toUnsignedLong((int) new UnixSystem().getUid())) {
      throw new ControlException(
          "%s belongs to %s: a scheduler uses only a state directory of its own user"
              .formatted(path, attributes.owner()));
    }
    if (!OWNER_ONLY.containsAll(attributes.permissions())) {
      throw new ControlException(
          "%s is open to others (%s): chmod 700 %s"
              .formatted(path, PosixFilePermissions.toString(attributes.permissions()), path));
    }
    if (socket().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
      throw new ControlException(
          "the path %s is longer than the %d bytes that a Unix socket may have; name a shorter directory"
              .formatted(socket(), LONGEST_SOCKET));
    }
  }

  /**
   * The directory.
   *
   * @return its absolute path
   */
  public Path path() {
    return path;
  }

  /**
   * The socket that a scheduler is commanded by.
   *
   * @return a path in the directory
   */
  public Path socket() {
    return path.resolve("control.sock");
  }

  /**
   * Takes the directory, until the lock is closed or this process ends, however it does.
   *
   * @return the lock
   * @throws ControlException if another program has it
   */
  public StateLock lock() {
    return StateLock.take(lockFile());
  }

  /**
   * Keeps programs from starting here while something is read, for a moment only: they wait for it.
   *
   * @return the lock; empty if a program runs, or is about to
   */
  public Optional<StateLock> lockToRead() {
    return StateLock.share(lockFile());
  }

  /**
   * The program that has the directory, or had it last.
   *
   * @return its process id
   * @throws ControlException if there was none
   */
  public String holder() {
    return StateLock.holder(lockFile());
  }

  private Path lockFile() {
    return path.resolve("lock");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
