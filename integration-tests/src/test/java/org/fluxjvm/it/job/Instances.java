package org.fluxjvm.it.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.fluxjvm.Flux;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;

/** The instances that each behaviour is tried on; a real one only where Flux is installed. */
final class Instances {
  private static final Flux EMBEDDED = Flux.open("embedded:?nodes=1&cores=4");

  private Instances() {}

  static Stream<Named<Flux>> all() {
    return Stream.concat(Stream.of(Named.of("embedded", EMBEDDED)), real());
  }

  static Stream<Named<Flux>> real() {
    return Real.FLUX == null ? Stream.empty() : Stream.of(Named.of("real", Real.FLUX));
  }

  /** Started when it is first asked for; it ends with this virtual machine, when its input does. */
  private static final class Real {
    static final @Nullable Flux FLUX = start();

    private static @Nullable Flux start() {
      Process process;
      try {
        process =
            new ProcessBuilder("flux", "start", "-s1", "sh", "-c", "echo $FLUX_URI; exec cat")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
      } catch (IOException e) {
        return null; // no flux on this machine
      }
      BufferedReader output = process.inputReader();
      try {
        return Flux.open(output.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
