package org.fluxjvm.scheduler.quartz;

import java.util.Locale;
import java.util.Properties;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.spi.JobStore;
import org.quartz.spi.SchedulerPlugin;

/**
 * Makes schedulers whose Flux jobs survive them, over whatever store the properties name: in place
 * of {@link StdSchedulerFactory}, or as {@code schedulerFactoryClass} of Spring's {@code
 * SchedulerFactoryBean}.
 *
 * <pre>
 * org.quartz.scheduler.instanceName = nightly
 * org.quartz.plugin.flux.uri = local:///run/flux/local
 * </pre>
 *
 * <p>To what the properties say it adds what they leave out: {@link FluxPlugin} under the name
 * {@code flux}, {@link FluxThreadPool} as thread pool, and three completions at once less than the
 * store's data source has connections. The store is wrapped by {@link FluxJobStore#wrap}, unless
 * it is one of ours.
 *
 * <p>{@code org.quartz.scheduler.wrapJobExecutionInUserTransaction} is refused: the transaction
 * would stay open for as long as the Flux job runs.
 */
public class FluxSchedulerFactory extends StdSchedulerFactory {
  private static final String PLUGIN = PROP_PLUGIN_PREFIX + ".flux.";
  private static final String POOL = PROP_THREAD_POOL_PREFIX + ".class";
  private static final int SPARE_CONNECTIONS = 3;

  /** Makes a factory that reads {@code quartz.properties}, as {@link StdSchedulerFactory} does. */
  public FluxSchedulerFactory() {}

  /**
   * Makes a factory.
   *
   * @param properties Quartz' and the plugin's
   * @throws SchedulerException if they cannot be read
   */
  public FluxSchedulerFactory(Properties properties) throws SchedulerException {
    super(properties);
  }

  /**
   * Makes a factory.
   *
   * @param fileName a properties file
   * @throws SchedulerException if it cannot be read
   */
  public FluxSchedulerFactory(String fileName) throws SchedulerException {
    super(fileName);
  }

  /**
   * Takes the properties of the scheduler.
   *
   * @param properties Quartz' and the plugin's; left as they are
   * @throws IllegalArgumentException if they ask for transactions around jobs
   */
  @Override
  public void initialize(Properties properties) {
    Properties all = new Properties();
    properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
    if (Boolean.parseBoolean(all.getProperty(PROP_SCHED_WRAP_JOB_IN_USER_TX, "false").trim())) {
      throw new IllegalArgumentException(
          PROP_SCHED_WRAP_JOB_IN_USER_TX
              + " = true: a transaction would stay open for as long as a Flux job runs; set it to"
              + " false");
    }
    if (isQuartzDefault(all.getProperty(POOL))) {
      usePool(all);
    }
    if (all.stringPropertyNames().stream().noneMatch(name -> isPlugin(name, all))) {
      all.put(PLUGIN + "class", FluxPlugin.class.getName());
    }
    all.putIfAbsent(PLUGIN + "completions", Integer.toString(completions(all)));
    super.initialize(all);
  }
}
