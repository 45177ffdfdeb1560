package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.fluxjvm.InstanceResources;
import org.fluxjvm.QueueInfo;
import org.fluxjvm.job.JobId;
import org.fluxjvm.rfc.Idset;
import org.junit.jupiter.api.Test;

abstract class InstanceContract extends Contract {
  @Test
  void an_instance_without_queues_has_one_that_has_no_name() {
    QueueInfo queue = new QueueInfo("", true, Optional.empty(), true, Optional.empty());

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
    assertThat(before.up().cores()).isEqualTo(before.all().cores());
    assertThat(during.allocated().cores()).isEqualTo(before.allocated().cores() + 1);
    assertThat(during.free().cores()).isEqualTo(before.free().cores() - 1);
  }
}
