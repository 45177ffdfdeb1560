package org.fluxjvm.scheduler.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir Path above = Path.of("");

  @Test
  void it_is_made_with_those_above_it_for_nobody_but_its_user() throws IOException {
    StateDirectory directory = StateDirectory.create(above.resolve("a/b"));

    assertThat(permissions(directory.path())).isEqualTo("rwx------");
    assertThat(permissions(above.resolve("a"))).isEqualTo("rwx------");
  }

  @Test
  void one_that_is_open_to_others_is_refused_and_the_message_says_what_helps() throws IOException {
    Path open = Files.createDirectory(above.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatExceptionOfType(ControlException.class)
        .isThrownBy(() -> StateDirectory.create(open))
        .withMessageContaining("rwxr-x---")
        .withMessageContaining("chmod 700 " + open);
  }

  @Test
  void one_of_somebody_else_is_refused() {
    Path ofRoot = Path.of("/proc/1"); // or, for root, of the kernel: never a state directory

    assertThatExceptionOfType(ControlException.class)
        .isThrownBy(() -> StateDirectory.open(ofRoot))
        .withMessageContaining(ofRoot.toString());
  }

  @Test
  void a_file_in_its_place_is_refused() throws IOException {
    Path file = Files.createFile(above.resolve("file"));

    assertThatExceptionOfType(ControlException.class)
        .isThrownBy(() -> StateDirectory.create(file))
        .withMessage(file + " is not a directory");
  }

  @Test
  void a_path_too_long_for_a_socket_is_refused_before_anything_runs() {
    assertThatExceptionOfType(ControlException.class)
        .isThrownBy(() -> StateDirectory.create(above.resolve("x".repeat(100))))
        .withMessageContaining("107 bytes");
  }

  @Test
  void it_has_one_owner_at_a_time() {
    StateDirectory directory = StateDirectory.create(above.resolve("state"));
    try (StateLock _ = directory.lock()) {
      assertThatExceptionOfType(ControlException.class)
          .isThrownBy(directory::lock)
          .withMessageContaining("process " + ProcessHandle.current().pid())
          .withMessageContaining(directory.toString());
    }
    directory.lock().close();
  }

  @Test
  void who_reads_is_told_of_the_owner_and_leaves_nothing_in_its_place() {
    StateDirectory directory = StateDirectory.create(above.resolve("state"));
    try (StateLock _ = directory.lock()) {
      assertThat(directory.lockToRead()).isEmpty();
    }
    directory.lockToRead().orElseThrow().close();
    assertThat(directory.holder()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
    directory.lock().close();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
