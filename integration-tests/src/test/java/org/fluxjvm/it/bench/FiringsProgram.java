package org.fluxjvm.it.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.fluxjvm.it.quartz.H2File;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.quartz.FluxExecutors;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.fluxjvm.scheduler.quartz.FluxThreadPool;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.SimpleThreadPool;

/** One measurement of a scheduler, in a process that has done nothing before. */
final class FiringsProgram {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private FiringsProgram() {}

  /**
   * Measures one thing and writes it to standard output.
   *
   * @param args what to measure, how many firings, and further words
   */
  public static void main(String[] args) {
    try {
      System.out.println(figure(Integer.parseInt(args[1]), args));
      System.exit(0); // what never ends needs no better end
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1); // the threads of a scheduler that is not shut down would go on
    }
  }

  private static double figure(int count, String[] args) throws Exception {
    return switch (args[0]) {
      case "heap-java" -> heap(count, false);
      case "heap-flux" -> heap(count, true);
      case "short" -> seconds(count, FiringJobs.Brief.class, pool(args[2]), store(args[3]));
      case "second" -> seconds(count, FiringJobs.Second.class, pool(args[2]), store(args[3]));
      default -> throw new IllegalArgumentException(args[0]);
    };
  }

  private static String pool(String word) {
    return (word.equals("flux") ? FluxThreadPool.class : SimpleThreadPool.class).getName();
  }

  private static Properties store(String word) throws Exception {
    if (!word.equals("h2")) {
      return new Properties();
    }
    Path directory = Files.createTempDirectory("flux-bench");
    Properties all = H2File.in(directory);
    all.stringPropertyNames().stream()
        .filter(name -> name.startsWith(StdSchedulerFactory.PROP_PLUGIN_PREFIX))
        .forEach(all::remove);
    return all;
  }

  /** The bytes of heap that are in use when so many firings are under way. */
  private static double heap(int count, boolean flux) throws Exception {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "heap");
    properties.put("org.quartz.plugin.flux.uri", EndlessConnector.URI);
    properties.put("org.quartz.threadPool.maxInFlight", Integer.toString(count + 1));
    Scheduler scheduler = new FluxSchedulerFactory(properties).getScheduler();
    JobDetail job =
        flux
            ? FluxJob.newJob(JobspecV1.fromCommand(List.of("sleep", "inf")).build())
                .withIdentity("job")
                .storeDurably()
                .build()
            : job(FiringJobs.Endless.class, "job");
    FiringJobs.begun = new CountDownLatch(flux ? 0 : count);
    Set<Trigger> triggers = new HashSet<>();
    for (int firing = 0; firing < count; firing++) {
      triggers.add(trigger(job, firing));
    }
    scheduler.scheduleJobs(Map.of(job, triggers), false);
    scheduler.start();
    FiringJobs.begun.await();
    Awaitility.await().atMost(LIMIT).until(() -> !flux || running(scheduler) == count);
    return usedHeap();
  }

  private static long running(Scheduler scheduler) throws SchedulerException {
    return FluxExecutors.get(scheduler).active().stream()
        .filter(run -> run.state() == JobState.RUN)
        .count();
  }

  private static double usedHeap() {
    var memory = ManagementFactory.getMemoryMXBean();
    double least = Double.MAX_VALUE;
    for (int collection = 0; collection < 5; collection++) {
      memory.gc();
      least = Math.min(least, (double) memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** The seconds that so many firings take which are due when the scheduler starts. */
  private static double seconds(int count, Class<? extends Job> kind, String pool, Properties store)
      throws Exception {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "firings");
    properties.put("org.quartz.threadPool.class", pool);
    if (pool.equals(SimpleThreadPool.class.getName())) {
      properties.put("org.quartz.threadPool.threadCount", "10"); // as in Quartz' own properties
    }
    properties.putAll(store);
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    FiringJobs.begun = new CountDownLatch(count);
    Map<JobDetail, Set<? extends Trigger>> all = new HashMap<>();
    for (int firing = 0; firing < count; firing++) { // of one job the store would search them all
      JobDetail job = job(kind, "job-" + firing);
      all.put(job, Set.of(trigger(job, firing)));
    }
    scheduler.scheduleJobs(all, false);
    long start = System.nanoTime();
    scheduler.start();
    FiringJobs.begun.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    scheduler.shutdown(true);
    return seconds;
  }

  private static JobDetail job(Class<? extends Job> kind, String name) {
    return JobBuilder.newJob(kind).withIdentity(name).storeDurably().build();
  }

  /** Fires once, at the start. */
  private static Trigger trigger(JobDetail job, int firing) {
    return TriggerBuilder.newTrigger()
        .withIdentity("trigger-" + firing)
        .forJob(job)
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
        .build();
  }
}
