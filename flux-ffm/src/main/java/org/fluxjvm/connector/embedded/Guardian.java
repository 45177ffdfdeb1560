package org.fluxjvm.connector.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process that outlives this virtual machine, just to kill what it leaves behind, and to delete
 * the directories of its jobs: its standard input ends when the virtual machine does, however that
 * comes.
 *
 * <p>The parent-death signal alone reaches only the processes started here, not their children.
 */
final class Guardian implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Guardian.class.getName());
  private static final long END_SECONDS = 3;
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      live=' '
      while read -r op group; do
        case $op in
          +) live="$live$group " ;;
          -) live="${live%% $group *} ${live#* $group }" ;;
        esac
      done
      for group in $live; do kill -KILL -"$group"; done 2>/dev/null
      rm -rf -- "$1"
      """;

  private final Process process;
  private final OutputStream orders;

  private Guardian(Process process) {
    this.process = process;
    this.orders = process.getOutputStream();
  }

  static Guardian start(String setsid, Path home) throws IOException {
    Process process =
        new ProcessBuilder(setsid, "/bin/sh", "-c", SCRIPT, "flux-guardian", home.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Guardian(process);
  }

  void watch(long group) {
    order("+ " + group + "\n");
  }

  void forget(long group) {
    order("- " + group + "\n");
  }

  private synchronized void order(String line) {
    try {
      orders.write(line.getBytes(StandardCharsets.US_ASCII));
      orders.flush();
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The process that guards the jobs of the embedded Flux instance is gone;"
              + " children of tasks may outlive this virtual machine",
          e);
    }
  }

  /** Has it kill what is left, and waits a while for its end. */
  @Override
  public void close() {
    try {
      orders.close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "What guards the jobs does not end, and is killed", e);
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
