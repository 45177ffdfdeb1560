package org.fluxjvm.it.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.it.JavaProcess;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;

/** A user who does not own the instance, as Flux's own tests pretend to be one. */
@FluxTest(InstanceKind.REAL)
class GuestTest {
  @Test
  void a_guest_submits_through_the_library_and_may_not_read_the_journal(FluxInstance instance)
      throws Exception {
    Process guest = JavaProcess.ofGuest(1234, GuestProgram.class, instance.uri()).start();
    List<String> said = guest.inputReader().lines().toList();
    assertThat(guest.waitFor()).isZero();
    assertThat(said).startsWith("ping 1234 2", "journal EPERM");
    // The library signs for the real user; the owner's form would name the one pretended to be.
    assertThat(said.getLast()).startsWith("submit EPERM signer=").endsWith("requestor=1234");
  }
}
