package org.fluxjvm.scheduler.quartz;

import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.scheduler.RunExecutor;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerPlugin;

/**
 * Connects a scheduler to a Flux instance, for as long as the scheduler lives.
 *
 * <p>Set in the scheduler's properties; without a URI the instance is the one that {@code FLUX_URI}
 * names, else the system instance:
 *
 * <pre>
 * org.quartz.plugin.flux.class = org.fluxjvm.scheduler.quartz.FluxPlugin
 * org.quartz.plugin.flux.uri = local:///run/flux/local
 * </pre>
 */
public class FluxPlugin implements SchedulerPlugin {
  private String uri = "";
  private @Nullable Flux flux;

  /** Called by Quartz. */
  public FluxPlugin() {}

  /**
   * Sets the instance: {@code org.quartz.plugin.NAME.uri}.
   *
   * @param value a Flux URI, or {@code embedded:}
   */
  public void setUri(String value) {
    uri = value;
  }

  /**
   * Opens the handle, so that a scheduler without Flux does not come to be.
   *
   * @param name the plugin's name
   * @param scheduler the scheduler that is being made
   * @param loadHelper not used
   * @throws SchedulerException if there is no Flux instance at the URI
   */
  @Override
  public void initialize(String name, Scheduler scheduler, ClassLoadHelper loadHelper)
      throws SchedulerException {
    try {
      Flux opened = Flux.open(uri);
      flux = opened;
      FluxExecutors.put(scheduler, RunExecutor.builder(opened).build());
    } catch (FluxException e) {
      throw new SchedulerException("org.quartz.plugin." + name + ".uri: " + e.getMessage(), e);
    }
  }

  @Override
  public void start() {}

  @Override
  public void shutdown() {
    if (flux != null) {
      flux.close();
    }
  }
}
