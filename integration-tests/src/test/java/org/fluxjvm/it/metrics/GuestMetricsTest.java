package org.fluxjvm.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.it.JavaProcess;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120) // a process of its own, which may take a while to start
@FluxTest(InstanceKind.REAL)
class GuestMetricsTest {
  @Test
  void a_guest_is_denied_the_scheduler_and_sees_all_else(FluxInstance instance) throws Exception {
    Process guest = JavaProcess.ofGuest(1234, GuestPolls.class, instance.uri()).start();
    List<String> polls = guest.inputReader().lines().toList();
    assertThat(guest.waitFor()).isZero();

    assertThat(polls).contains("sched.stats-get denied", "overlay.health success");
    assertThat(polls)
        .filteredOn(poll -> !poll.startsWith("sched.stats-get "))
        .isNotEmpty()
        .allMatch(poll -> poll.endsWith(" success"));
  }
}
