package org.fluxjvm.scheduler.quartz;

import java.util.Map;
import java.util.Properties;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreCMT;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.spi.JobStore;
import org.quartz.spi.SchedulerPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * store's data source has connections. In place of Quartz' JDBC stores it takes {@link
 * FluxJobStoreTX} and {@link FluxJobStoreCMT}, which are theirs; any other store that is not one of
 * ours is wrapped by {@link FluxJobStore#wrap}.
 *
 * <p>{@code org.quartz.scheduler.wrapJobExecutionInUserTransaction} is refused: the transaction
 * would stay open for as long as the Flux job runs.
 */
public class FluxSchedulerFactory extends StdSchedulerFactory {
  private static final Logger LOG = LoggerFactory.getLogger(FluxSchedulerFactory.class);
  private static final String CLASS = ".class";
  private static final int SPARE_CONNECTIONS = 3;

  private static final Map<String, String> STORES =
      Map.of(
          JobStoreTX.class.getName(), FluxJobStoreTX.class.getName(),
          JobStoreCMT.class.getName(), FluxJobStoreCMT.class.getName());

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
    if (all.stringPropertyNames().stream().noneMatch(FluxSchedulerFactory::choosesPool)) {
      all.put(PROP_THREAD_POOL_CLASS, FluxThreadPool.class.getName());
    }
    String plugin = plugin(all);
    all.putIfAbsent(plugin + "class", FluxPlugin.class.getName());
    all.putIfAbsent(plugin + "completions", Integer.toString(completions(all)));
    chooseStore(all, all.getProperty(plugin + "completions"));
    super.initialize(all);
  }

  /** What our stores do within Quartz' lock cannot be done around a store. */
  private static void chooseStore(Properties all, String completions) {
    String store = all.getProperty(PROP_JOB_STORE_CLASS, "").trim();
    String ours = STORES.getOrDefault(store, store);
    if (STORES.containsValue(ours)) {
      all.put(PROP_JOB_STORE_CLASS, ours);
      all.putIfAbsent(PROP_JOB_STORE_PREFIX + ".completions", completions);
    }
  }

  /** The properties that our pool has too choose none. */
  private static boolean choosesPool(String property) {
    return property.startsWith(PROP_THREAD_POOL_PREFIX + ".")
        && !property.endsWith(".threadCount")
        && !property.endsWith(".maxInFlight");
  }

  /** What the names of the plugin's properties begin with. */
  private static String plugin(Properties all) {
    return all.stringPropertyNames().stream()
        .filter(name -> name.startsWith(PROP_PLUGIN_PREFIX + ".") && name.endsWith(CLASS))
        .filter(name -> FluxPlugin.class.getName().equals(all.getProperty(name).trim()))
        .map(name -> name.substring(0, name.length() - CLASS.length() + 1))
        .findFirst()
        .orElse(PROP_PLUGIN_PREFIX + ".flux.");
  }

  /** As many as leave the store connections to work with. */
  static int completions(Properties all) {
    String own = all.getProperty(PROP_JOB_STORE_PREFIX + ".nonManagedTXDataSource", "");
    String source = all.getProperty(PROP_JOB_STORE_PREFIX + ".dataSource", "").trim();
    source = own.isBlank() ? source : own.trim(); // completions have transactions of their own
    String size = all.getProperty(PROP_DATASOURCE_PREFIX + "." + source + ".maxConnections");
    try {
      return size == null
          ? Completions.DEFAULT
          : Math.max(1, Integer.parseInt(size.trim()) - SPARE_CONNECTIONS);
    } catch (NumberFormatException e) {
      LOG.debug("Quartz will say that {} is no number", size, e);
      return Completions.DEFAULT;
    }
  }

  /**
   * Wraps the store.
   *
   * @param resources the scheduler's parts
   * @param quartz the scheduler's engine
   * @return the scheduler
   */
  @Override
  protected Scheduler instantiate(QuartzSchedulerResources resources, QuartzScheduler quartz) {
    JobStore store = resources.getJobStore();
    if (!FluxJobStore.isWrapped(store)) {
      FiringGate gate = new FiringGate();
      KnownStores.put(resources.getName(), store, gate);
      resources.setJobStore(FluxJobStore.wrap(store, completions(resources), gate));
    }
    if (!(resources.getThreadPool() instanceof FluxThreadPool)) {
      LOG.warn(
          "{} firings at most are under way at once, and those that wait may misfire: {} is as wide"
              + " as Flux is",
          resources.getThreadPool().getPoolSize(),
          FluxThreadPool.class.getName());
    }
    return super.instantiate(resources, quartz);
  }

  private static int completions(QuartzSchedulerResources resources) {
    for (SchedulerPlugin plugin : resources.getSchedulerPlugins()) {
      if (plugin instanceof FluxPlugin flux) {
        return flux.completions();
      }
    }
    return Completions.DEFAULT;
  }
}
