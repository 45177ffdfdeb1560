package org.fluxjvm.scheduler.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.fluxjvm.scheduler.quartz.FluxThreadPool;
import org.fluxjvm.scheduler.reload.ScheduleInstaller.Installed;
import org.fluxjvm.scheduler.schedule.Jobspecs;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;

/** A scheduler for an installer; Flux is not needed for that. */
abstract class InstallerFixture {
  static final String DAILY = "{ name: report, cron: \"0 0 3 * * ?\", command: [make] }";
  static final String LATER = "{ name: report, cron: \"0 0 4 * * ?\", command: [make] }";
  static final String OTHER_WORK = "{ name: report, cron: \"0 0 3 * * ?\", command: [make, all] }";
  static final String ONCE = "{ name: once, at: 2020-01-01T00:00:00Z, command: [true] }";
  static final TriggerKey REPORT = TriggerKey.triggerKey("report");

  @TempDir Path folder;
  Scheduler scheduler;

  abstract Properties store();

  @BeforeEach
  void start() throws Exception {
    scheduler = scheduler();
  }

  @AfterEach
  void stop() throws SchedulerException {
    scheduler.shutdown(true);
  }

  Scheduler scheduler() throws SchedulerException {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", getClass().getSimpleName());
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.putAll(store());
    return new StdSchedulerFactory(properties).getScheduler();
  }

  Installed install(String... jobs) throws Exception {
    return new ScheduleInstaller(
            scheduler, new Jobspecs(Map.of(), Path.of("/")), InstantSource.system())
        .install(read(jobs));
  }

  private List<ScheduledJob> read(String... jobs) throws Exception {
    Path file = folder.resolve("schedule.yaml");
    try {
      Files.writeString(file, "jobs:\n- " + String.join("\n- ", jobs) + "\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return ScheduleFile.read(file, Clock.systemUTC()).jobs();
  }

  static org.quartz.impl.matchers.GroupMatcher<TriggerKey> anyTrigger() {
    return org.quartz.impl.matchers.GroupMatcher.anyTriggerGroup();
  }
}
