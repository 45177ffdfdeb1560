package org.fluxjvm.it.setup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.impl.SchedulerRepository;

@FluxTest(InstanceKind.REAL)
class SameNameTest {
  @Test
  void a_second_scheduler_of_a_name_without_a_database_is_refused_until_the_first_is_gone(
      FluxInstance instance) throws Exception {
    Scheduler first = scheduler(instance);
    Scheduler second = scheduler(instance);
    Scheduler third = scheduler(instance);
    try {
      first.start();

      assertThatThrownBy(second::start)
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("a scheduler named 'twin' runs on this Flux instance already");

      first.shutdown();
      third.start();
    } finally {
      first.shutdown();
      second.shutdown();
      third.shutdown();
    }
  }

  /** As if each were in a process of its own: Quartz keeps them apart by their names. */
  private static Scheduler scheduler(FluxInstance instance) throws Exception {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "twin");
    properties.put("org.quartz.plugin.flux.uri", instance.uri());
    SchedulerRepository.getInstance().remove("twin");
    return new FluxSchedulerFactory(properties).getScheduler();
  }
}
