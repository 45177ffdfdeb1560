package org.fluxjvm.it.quartz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** Schedulers of one name on one Flux instance and in one directory, each after the one before. */
final class Schedulers implements AutoCloseable {
  private final String name = "semantics-" + UUID.randomUUID();
  private final String uri;
  private final Path directory;
  private final List<Scheduler> created = new ArrayList<>();

  Schedulers(String uri, Path directory) {
    this.uri = uri;
    this.directory = directory;
  }

  static Properties properties(String uri, String name, Store store, Path directory) {
    Properties properties = store.properties(directory);
    properties.put("org.quartz.scheduler.instanceName", name);
    properties.put("org.quartz.plugin.flux.uri", uri);
    return properties;
  }

  Scheduler create(Store store, Map<String, String> more) throws SchedulerException {
    Properties properties = properties(uri, name, store, directory);
    properties.putAll(more);
    Scheduler scheduler = new FluxSchedulerFactory(properties).getScheduler();
    created.add(scheduler);
    return scheduler;
  }

  /** Leaves what still runs. */
  @Override
  public void close() throws SchedulerException {
    for (Scheduler scheduler : created) {
      scheduler.shutdown(false);
    }
  }
}
