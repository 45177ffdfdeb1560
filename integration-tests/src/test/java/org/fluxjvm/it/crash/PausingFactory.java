package org.fluxjvm.it.crash;

import java.util.Properties;
import org.fluxjvm.scheduler.quartz.FluxScheduling;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerPlugin;

/** Makes a scheduler whose store pauses, and that starts its scheduling as the plugin does. */
final class PausingFactory extends StdSchedulerFactory {
  private final Pauses pauses;
  private @Nullable FluxScheduling scheduling;

  PausingFactory(Properties properties, Pauses pauses) throws SchedulerException {
    super(properties);
    this.pauses = pauses;
  }

  /** Sets what is started after the store, and before anything fires. */
  void atStart(FluxScheduling started) {
    scheduling = started;
  }

  @Override
  protected Scheduler instantiate(QuartzSchedulerResources resources, QuartzScheduler quartz) {
    resources.setJobStore(PausingStore.wrap(resources.getJobStore(), pauses));
    resources.addSchedulerPlugin(new Start());
    return super.instantiate(resources, quartz);
  }

  private final class Start implements SchedulerPlugin {
    @Override
    public void initialize(String name, Scheduler scheduler, ClassLoadHelper loadHelper) {}

    @Override
    public void start() {
      try {
        if (scheduling != null) {
          scheduling.start();
        }
      } catch (SchedulerException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void shutdown() {}
  }
}
