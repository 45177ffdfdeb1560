package org.fluxjvm.scheduler.quartz;

import java.util.function.Supplier;
import org.quartz.Job;
import org.quartz.spi.ClassLoadHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Flux jobs from others by the names of their classes, as the tables have them. */
final class FluxClasses {
  private static final Logger LOG = LoggerFactory.getLogger(FluxClasses.class);

  private final Supplier<ClassLoadHelper> classes;

  /** A store has its helper once it is initialized. */
  FluxClasses(Supplier<ClassLoadHelper> classes) {
    this.classes = classes;
  }

  /** A class that is gone makes trouble when its job fires, not before. */
  boolean include(String name) {
    try {
      return FluxJobs.includes(classes.get().loadClass(name, Job.class));
    } catch (ClassNotFoundException | ClassCastException e) {
      LOG.debug("Job class {} cannot be loaded", name, e);
      return false;
    }
  }
}
