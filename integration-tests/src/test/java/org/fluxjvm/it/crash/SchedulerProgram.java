package org.fluxjvm.it.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.scheduler.FluxLedger;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunListener;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.Timing;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.FluxJobStoreTX;
import org.fluxjvm.scheduler.quartz.FluxRAMJobStore;
import org.fluxjvm.scheduler.quartz.FluxScheduling;
import org.fluxjvm.scheduler.quartz.FluxThreadPool;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.utils.DBConnectionManager;

/**
 * A scheduler in a virtual machine of its own. It fires what it is told to on standard input,
 * {@code fire NAME}, and goes when that ends. On standard output it tells what it comes to.
 */
public final class SchedulerProgram {
  /** The group of all triggers. */
  static final String GROUP = "once";

  private static final JobKey JOB = new JobKey("job", "witness");
  private static final String DATA_SOURCE = "db";
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private SchedulerProgram() {}

  /**
   * Runs it.
   *
   * @param arguments {@link SchedulerSettings}
   */
  public static void main(String... arguments) throws Exception {
    SchedulerSettings settings = SchedulerSettings.parse(arguments);
    Pauses pauses = new Pauses(settings.pausing(), System.out);
    try (Flux flux = Flux.open(settings.flux())) {
      PausingFactory factory = new PausingFactory(properties(settings), pauses);
      Database database = new Database(settings.store(), RandomCuts.atCommit());
      if (isDatabase(settings)) {
        DBConnectionManager.getInstance().addConnectionProvider(DATA_SOURCE, database);
        database.keepOpen();
      }
      Scheduler scheduler = factory.getScheduler();
      try (FluxScheduling scheduling =
          FluxScheduling.connect(scheduler, parts(settings, flux, database, pauses))) {
        scheduling.executor().addListener(new Ends(System.out));
        factory.atStart(scheduling);
        scheduler.addJob(
            JobBuilder.newJob(FluxJob.class)
                .withIdentity(JOB)
                .usingJobData(FluxJob.SOURCE, WitnessSource.class.getName())
                .usingJobData(WitnessSource.DIRECTORY, settings.witness().toString())
                .storeDurably()
                .build(),
            true);
        scheduler.start();
        System.out.println("ready");
        obey(scheduler);
        scheduler.shutdown(false);
      }
    }
    System.out.println("gone");
    System.exit(0);
  }

  private static void obey(Scheduler scheduler) throws IOException {
    try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        if (line.startsWith("fire ")) {
          fire(scheduler, line.substring("fire ".length()));
        }
      }
    }
  }

  /** A firing that is told to be stored is not lost from then on. */
  private static void fire(Scheduler scheduler, String name) {
    try {
      scheduler.scheduleJob(
          TriggerBuilder.newTrigger().withIdentity(name, GROUP).forJob(JOB).startNow().build());
      System.out.println("fired " + name);
    } catch (SchedulerException e) {
      System.out.println("not known to be fired: " + name + ": " + e.getMessage());
    }
  }

  private static boolean isDatabase(SchedulerSettings settings) {
    return !settings.store().equals(Store.RAM);
  }

  private static FluxScheduling.Parts parts(
      SchedulerSettings settings, Flux flux, Database database, Pauses pauses) {
    if (isDatabase(settings)) {
      JdbcLedger ledger = new JdbcLedger(database);
      return new FluxScheduling.Parts(
          flux,
          new PausingLedger(ledger, pauses),
          Optional.of(ledger.admission()),
          Optional.of(ledger.nodes()),
          Timing.system(),
          SWEEP);
    }
    FluxLedger ledger = FluxLedger.open(flux, settings.name(), InstantSource.system());
    return new FluxScheduling.Parts(
        flux,
        new PausingLedger(ledger, pauses),
        Optional.empty(),
        Optional.empty(),
        Timing.system(),
        SWEEP);
  }

  private static Properties properties(SchedulerSettings settings) {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", settings.name());
    properties.put("org.quartz.scheduler.instanceId", settings.instance());
    properties.put("org.quartz.scheduler.idleWaitTime", "1000");
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    String store = "org.quartz.jobStore.";
    if (isDatabase(settings)) {
      boolean postgres = settings.store().startsWith("jdbc:postgresql:");
      Class<?> delegate = postgres ? PostgreSQLDelegate.class : StdJDBCDelegate.class;
      properties.put(store + "class", FluxJobStoreTX.class.getName());
      properties.put(store + "dataSource", DATA_SOURCE);
      properties.put(store + "driverDelegateClass", delegate.getName());
      properties.put(store + "useProperties", "true");
      properties.put(store + "isClustered", Boolean.toString(settings.clustered()));
      properties.put(store + "clusterCheckinInterval", "500");
      properties.put(store + "dbRetryInterval", "500");
    } else {
      properties.put(store + "class", FluxRAMJobStore.class.getName());
    }
    return properties;
  }

  private record Ends(PrintStream out) implements RunListener {
    @Override
    public void onEvent(Run run, JobEvent event) {
      if (event.name().equals("start")) {
        out.println("+ " + name(run));
      }
    }

    @Override
    public void onFinished(Run run, RunResult result) {
      out.println(name(run) + " " + result.word());
    }

    private static String name(Run run) {
      return run.key().trigger().substring(GROUP.length() + 1);
    }
  }
}
