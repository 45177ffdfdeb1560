package org.fluxjvm.scheduler.quartz;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.fluxjvm.scheduler.jobspec.JobspecSource;
import org.jspecify.annotations.Nullable;

/** Makes the sources of jobspecs that job data name. */
final class JobspecSources {
  private JobspecSources() {}

  /** A source of a class, found as Quartz finds those of jobs: by the thread's loader, or ours. */
  static JobspecSource create(String name) {
    Class<?> type = find(name);
    if (!JobspecSource.class.isAssignableFrom(type)) {
      throw wrong(name, "does not implement " + JobspecSource.class.getName(), null);
    }
    try {
      Constructor<? extends JobspecSource> constructor =
          type.asSubclass(JobspecSource.class).getConstructor();
      return constructor.newInstance();
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw wrong(name, "must be public, and have a public constructor without arguments", e);
    } catch (InstantiationException e) {
      throw wrong(name, "is abstract", e);
    } catch (InvocationTargetException e) {
      throw wrong(name, "could not be made: " + e.getCause(), e.getCause());
    } catch (LinkageError e) {
      throw wrong(name, "could not be made: " + e, e);
    }
  }

  /** Runs nothing of a class yet, which may be any. */
  private static Class<?> find(String name) {
    ClassLoader own = JobspecSources.class.getClassLoader();
    ClassLoader threads = Thread.currentThread().getContextClassLoader();
    try {
      return Class.forName(name, false, threads == null ? own : threads);
    } catch (ClassNotFoundException | LinkageError e) {
      if (threads != null && !threads.equals(own)) {
        try {
          return Class.forName(name, false, own);
        } catch (ClassNotFoundException | LinkageError notHere) {
          e.addSuppressed(notHere);
        }
      }
      throw wrong(name, "is not on the class path", e);
    }
  }

  private static IllegalArgumentException wrong(
      String name, String what, @Nullable Throwable cause) {
    return new IllegalArgumentException(FluxJob.SOURCE + ": the class " + name + " " + what, cause);
  }
}
