package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxjvm.InstanceResources;
import org.fluxjvm.QueueInfo;
import org.fluxjvm.QueueLimits;
import org.fluxjvm.QueueSize;
import org.fluxjvm.job.JobId;
import org.fluxjvm.rfc.Idset;
import org.junit.jupiter.api.Test;

abstract class InstanceContract extends Contract {
  @Test
  void an_instance_without_queues_has_one_that_has_no_name() {
    QueueSize any = new QueueSize(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    QueueInfo queue =
        new QueueInfo(
            "",
            true,
            true,
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            new QueueLimits(any, any, Optional.empty()),
            List.of());

    assertThat(flux.queues()).isEqualTo(List.of(queue));
    assertThat(flux.queuesAsync().join()).isEqualTo(List.of(queue));
  }

  @Test
  void resources_are_free_until_a_job_has_them() {
    InstanceResources before = flux.resources();
    JobId id = submit(command("sleep", "60"));
    awaitEvent(id, "alloc");

    InstanceResources during = flux.resourcesAsync().join();

    assertThat(before.all().nodes()).isPositive();
    assertThat(before.online()).isEqualTo(before.all().ranks());
    assertThat(before.offline()).isEqualTo(Idset.empty());
    assertThat(before.drained()).isEmpty();
    assertThat(before.drainOf(0)).isEmpty();
    assertThat(before.housekeeping()).isEqualTo(Idset.empty());
    assertThat(before.nodelist().count()).isEqualTo(before.all().nodes());
    assertThat(before.available()).isEqualTo(before.all().ranks());
    assertThat(before.draining()).isEqualTo(Idset.empty());
    assertThat(before.drainedRanks()).isEqualTo(Idset.empty());
    assertThat(before.up().cores()).isEqualTo(before.all().cores());
    assertThat(during.allocated().cores()).isEqualTo(before.allocated().cores() + 1);
    assertThat(during.free().cores()).isEqualTo(before.free().cores() - 1);
    assertThat(during.of(flux.queues().getFirst()).free().cores()).isEqualTo(during.free().cores());
  }
}
