package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.Optional;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.Timing;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerPlugin;

/**
 * Connects a scheduler to a Flux instance, for as long as the scheduler lives.
 *
 * <p>Set in the scheduler's properties, or by {@link FluxSchedulerFactory}:
 *
 * <pre>
 * org.quartz.plugin.flux.class = org.fluxjvm.scheduler.quartz.FluxPlugin
 * org.quartz.plugin.flux.uri = local:///run/flux/local
 * org.quartz.plugin.flux.ledger = auto
 * org.quartz.plugin.flux.createLedger = true
 * org.quartz.plugin.flux.keepDays = 90
 * </pre>
 *
 * <p>When the scheduler starts, before anything fires, the plugin takes over the runs that an
 * earlier start left. When the scheduler is shut down, it leaves those that still run to the next:
 * {@code shutdown(false)} is the normal end, and takes no time.
 */
public class FluxPlugin implements SchedulerPlugin {
  private final LedgerChoice ledger = new LedgerChoice();
  private String uri = "";
  private int completions = Completions.DEFAULT;
  private int sweepSeconds = 30;
  private int drainSeconds;
  private int keepDays;
  private double submitsPerSecond;
  private @Nullable Scheduler scheduler;
  private @Nullable Flux flux;
  private @Nullable StartedPlugin started;
  private Optional<KnownStores.Known> store = Optional.empty();

  /** Called by Quartz. */
  public FluxPlugin() {}

  /**
   * Sets the instance: {@code org.quartz.plugin.NAME.uri}.
   *
   * @param value a Flux URI, or {@code embedded:}; empty for the one that {@code FLUX_URI} names,
   *     else the system instance
   */
  public void setUri(String value) {
    uri = value;
  }

  /**
   * Sets where runs are put down: {@code org.quartz.plugin.NAME.ledger}.
   *
   * @param value {@code jdbc}: in tables beside Quartz'; {@code flux}: in the jobs themselves;
   *     {@code auto}, the default: the former if the scheduler's store is a JDBC store, else the
   *     latter
   */
  public void setLedger(String value) {
    ledger.kind(value);
  }

  /**
   * Sets the data source of the ledger, by its name in Quartz: {@code
   * org.quartz.plugin.NAME.dataSource}.
   *
   * @param value a data source with its own transactions; that of the store by default
   */
  public void setDataSource(String value) {
    ledger.dataSource(value);
  }

  /**
   * Sets what the names of the ledger's tables begin with: {@code
   * org.quartz.plugin.NAME.tablePrefix}.
   *
   * @param value a prefix; {@code FLUX_} by default
   */
  public void setTablePrefix(String value) {
    ledger.tablePrefix(value);
  }

  /**
   * Sets whether missing tables of the ledger are created, and older ones upgraded: {@code
   * org.quartz.plugin.NAME.createLedger}. While tables are upgraded no other scheduler may use
   * them.
   *
   * @param value false by default
   */
  public void setCreateLedger(boolean value) {
    ledger.create(value);
  }

  /**
   * Sets how many completions of Flux jobs the store gets at once, where {@link
   * FluxSchedulerFactory} has made the scheduler: {@code org.quartz.plugin.NAME.completions}.
   *
   * @param count 1 or more; 7 by default, three less than Quartz' pools have connections
   */
  public void setCompletions(int count) {
    completions = count;
  }

  int completions() {
    return completions;
  }

  /**
   * Sets how often runs are looked for that nobody follows: {@code
   * org.quartz.plugin.NAME.sweepSeconds}.
   *
   * @param seconds 1 or more; 30 by default
   */
  public void setSweepSeconds(int seconds) {
    sweepSeconds = seconds;
  }

  /**
   * Sets how long a shutdown waits for the runs under way before it leaves them: {@code
   * org.quartz.plugin.NAME.drainSeconds}.
   *
   * @param seconds 0, the default, or more
   */
  public void setDrainSeconds(int seconds) {
    drainSeconds = seconds;
  }

  /**
   * Sets for how many days a run stays in the ledger after it has ended: {@code
   * org.quartz.plugin.NAME.keepDays}. A run whose firing was due later than that stays too, and so
   * does one that has not ended or is uncertain.
   *
   * @param days 0, the default, for ever, or more
   */
  public void setKeepDays(int days) {
    keepDays = days;
  }

  /**
   * Limits how many jobs are submitted to each queue in a second, over all schedulers of the
   * ledger: {@code org.quartz.plugin.NAME.submitsPerSecond}.
   *
   * @param rate more than 0; no limit by default
   */
  public void setSubmitsPerSecond(double rate) {
    submitsPerSecond = rate;
  }

  /**
   * Opens the handle, so that a scheduler without Flux does not come to be.
   *
   * @param name the plugin's name
   * @param scheduled the scheduler that is being made
   * @param loadHelper not used
   * @throws SchedulerException if there is no Flux instance at the URI
   */
  @Override
  public void initialize(String name, Scheduler scheduled, ClassLoadHelper loadHelper)
      throws SchedulerException {
    if (sweepSeconds < 1 || drainSeconds < 0 || keepDays < 0 || submitsPerSecond < 0) {
      throw new SchedulerException(
          "org.quartz.plugin.%s: sweepSeconds must be 1 or more; drainSeconds, keepDays and submitsPerSecond 0 or more"
              .formatted(name));
    }
    scheduler = scheduled;
    store = KnownStores.take(scheduled.getSchedulerName());
    if (submitsPerSecond > 0) {
      FluxExecutors.limit(scheduled, submitsPerSecond);
    }
    try {
      flux = Flux.open(uri);
    } catch (FluxException e) {
      throw new SchedulerException("org.quartz.plugin." + name + ".uri: " + e.getMessage(), e);
    }
  }

  /**
   * Opens the ledger, and takes over the runs that nobody follows. Where that fails the scheduler
   * does not fire, and its next start tries again; one that fails too leaves it in standby. In
   * between it fires nothing, over one of our stores or one that {@link FluxSchedulerFactory}
   * wraps.
   *
   * @throws LedgerException if the ledger cannot be used
   */
  @Override
  public void start() {
    if (scheduler == null || flux == null) {
      throw new IllegalStateException("the plugin was not initialized");
    }
    try {
      start(scheduler, flux);
    } catch (SchedulerException e) {
      throw new LedgerException("The scheduler cannot start on Flux: " + e.getMessage(), e);
    } finally {
      if (started == null) {
        FiringGate gate = store.map(KnownStores.Known::gate).orElseGet(FiringGate::new);
        StartAgain.at(scheduler, gate, this::startAgain);
      }
    }
  }

  private void start(Scheduler scheduled, Flux instance) throws SchedulerException {
    started =
        StartedPlugin.start(
            scheduled,
            instance,
            store.flatMap(KnownStores.Known::tables),
            ledger,
            new StartedPlugin.Pace(
                Duration.ofSeconds(sweepSeconds),
                Optional.of(Duration.ofDays(keepDays)).filter(Duration::isPositive),
                Timing.system()));
  }

  private void startAgain() throws SchedulerException {
    if (started == null && scheduler != null && flux != null) {
      start(scheduler, flux);
    }
  }

  /** Leaves the runs under way to the next start, and closes the handle. */
  @Override
  public void shutdown() {
    if (started != null) {
      started.end(Duration.ofSeconds(drainSeconds));
    }
    if (flux != null) {
      flux.close();
    }
  }
}
