package org.fluxjvm.scheduler.quartz;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobResult;
import org.quartz.JobBuilder;
import org.quartz.Scheduler;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * A program that puts a store through all that we change of it, with the Quartz on its class path:
 * store class and directory are its arguments. It says that all went well, and on which version.
 */
final class VersionProbe {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path dir;
  private final Properties properties;

  private VersionProbe(String store, Path dir) {
    this.dir = dir;
    properties =
        Schedulers.onFlux(
            "embedded:probe",
            "probe",
            store.contains("RAM") ? new Properties() : Schedulers.stored(store, url(dir)));
    properties.put("org.quartz.jobStore.class", store);
  }

  private static String url(Path dir) {
    return "jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1";
  }

  public static void main(String[] arguments) throws Exception {
    String store = arguments[0];
    Path dir = Path.of(arguments[1]);
    if (!store.contains("RAM")) {
      H2Connections.createTables(url(dir));
    }
    try (Flux flux = Flux.open("embedded:probe")) {
      String version = new VersionProbe(store, dir).run();
      System.out.println("all went well on " + version + " and " + flux.uri());
      System.exit(0);
    } catch (Exception | LinkageError | AssertionError e) {
      e.printStackTrace();
      System.exit(1); // Quartz' threads would keep the machine going
    }
  }

  private String run() throws Exception {
    Path witness = dir.resolve("witness");
    Path go = dir.resolve("go");
    Scheduler scheduler = Schedulers.create(properties);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    SchedulerMetrics metrics = SchedulerMetrics.of(scheduler);
    metrics.bindTo(meters);
    scheduler.start();
    scheduler.addJob(
        JobBuilder.newJob(DurableStoreTest.PlainJob.class)
            .withIdentity("java")
            .storeDurably()
            .build(),
        true);
    scheduler.triggerJob(scheduler.getJobKeys(GroupMatcher.anyJobGroup()).iterator().next());
    String script = "echo ran >> %s; while [ ! -e %s ]; do sleep 0.05; done".formatted(witness, go);
    scheduler.scheduleJob(Schedulers.shell("long", script), Schedulers.now("once"));
    until("the job runs", () -> Files.exists(witness));
    until("both firings are metered", () -> fired(meters) == 2);
    until("so is the run", () -> meters.find("quartz.flux.runs.active").gauges().size() == 6);
    metrics.close();
    check("closed meters are gone", meters.getMeters().isEmpty());
    scheduler.shutdown(false);

    Firings firings = new Firings();
    Scheduler next = Schedulers.create(properties);
    next.getListenerManager().addJobListener(firings);
    next.start();
    if (!next.getMetaData().isJobStoreSupportsPersistence()) {
      next.addJob(Schedulers.shell("long", script), true, true);
    }
    Files.createFile(go);
    Object result = firings.next().result();
    check("the next scheduler ended the job", result instanceof JobResult job && job.isSuccess());
    check("it ran once", Files.readString(witness).equals("ran\n"));
    String version = next.getMetaData().getVersion();
    next.shutdown(true);
    return version;
  }

  private static double fired(SimpleMeterRegistry meters) {
    return meters.find("quartz.trigger.fired").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private interface Condition {
    boolean holds();
  }

  private static void until(String what, Condition condition) throws InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (!condition.holds()) {
      check(what, Instant.now().isBefore(end));
      Thread.sleep(20);
    }
  }

  private static void check(String what, boolean holds) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }
}
