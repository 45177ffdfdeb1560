package org.fluxjvm.it.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;

/** A user who does not own the instance, as Flux's own tests pretend to be one. */
@FluxTest(InstanceKind.REAL)
class GuestTest {
  @Test
  void a_guest_submits_through_the_library_and_may_not_read_the_journal(FluxInstance instance)
      throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            GuestProgram.class.getName(),
            instance.uri());
    java.environment().put("FLUX_HANDLE_USERID", "1234");
    java.environment().put("FLUX_HANDLE_ROLEMASK", "0x2");
    java.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process guest = java.start();
    List<String> said = guest.inputReader().lines().toList();
    assertThat(guest.waitFor()).isZero();
    assertThat(said).startsWith("ping 1234 2", "journal EPERM");
    // The library signs for the real user; the owner's form would name the one pretended to be.
    assertThat(said.getLast()).startsWith("submit EPERM signer=").endsWith("requestor=1234");
  }
}
