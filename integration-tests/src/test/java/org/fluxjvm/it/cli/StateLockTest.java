package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.it.JavaProcess;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.fluxjvm.scheduler.control.StateLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks are between processes: those who read are others than the one that starts. */
@Timeout(120)
class StateLockTest {
  private final StateDirectory directory;

  StateLockTest(@TempDir Path above) {
    directory = StateDirectory.create(above.resolve("state"));
  }

  private Process reader() throws IOException {
    Process reader = JavaProcess.of(ReaderProgram.class, directory.path().toString()).start();
    BufferedReader lines = reader.inputReader();
    assertThat(lines.readLine()).isEqualTo("reading");
    return reader;
  }

  @Test
  void many_read_at_once_and_who_starts_waits_until_they_have_read() throws Exception {
    Process one = reader();
    Process another = reader();
    CompletableFuture<StateLock> start = CompletableFuture.supplyAsync(directory::lock);

    one.getOutputStream().close();
    another.getOutputStream().close();

    start.join().close();
    assertThat(one.waitFor() + another.waitFor()).isZero();
  }

  @Test
  void who_starts_does_not_wait_for_long_and_says_what_he_waited_for() throws Exception {
    Process reader = reader();

    assertThatExceptionOfType(ControlException.class)
        .isThrownBy(directory::lock)
        .withMessageContaining("other commands have been reading the ledger on " + directory)
        .withMessageNotContaining("another scheduler");

    reader.getOutputStream().close();
    await().untilAsserted(() -> directory.lock().close());
  }
}
