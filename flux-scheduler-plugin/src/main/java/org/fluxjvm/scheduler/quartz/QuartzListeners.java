package org.fluxjvm.scheduler.quartz;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.ListenerManager;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.listeners.SchedulerListenerSupport;
import org.quartz.listeners.TriggerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to a scheduler. Nothing is thrown: what a listener throws keeps Quartz from executing the
 * job.
 */
final class QuartzListeners implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzListeners.class);

  /** What is heard. */
  interface News {
    /** A trigger has fired a job. */
    void fired(Trigger trigger, JobExecutionContext firing);

    void misfired(Trigger trigger);

    void error();

    /** A trigger will fire as it says now. */
    void scheduled(Trigger trigger);

    void unscheduled(TriggerKey trigger);

    void added(JobDetail job);

    void deleted(JobKey job);

    /** More has changed than is told, as by a pause. */
    void changed();
  }

  /** By their name Quartz tells listeners apart: one more of a name replaces the first. */
  private final String name = "flux-metrics-" + UUID.randomUUID();

  private final ListenerManager manager;
  private final Firings firings = new Firings();
  private final Changes changes = new Changes();
  private final News news;

  private QuartzListeners(ListenerManager manager, News news) {
    this.manager = manager;
    this.news = news;
  }

  static QuartzListeners add(Scheduler scheduler, News news) throws SchedulerException {
    QuartzListeners listeners = new QuartzListeners(scheduler.getListenerManager(), news);
    listeners.manager.addTriggerListener(listeners.firings);
    listeners.manager.addSchedulerListener(listeners.changes);
    return listeners;
  }

  @Override
  public void close() {
    manager.removeTriggerListener(name);
    manager.removeSchedulerListener(changes);
  }

  private static void guarded(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A meter of Quartz was not kept", e);
    }
  }

  private final class Firings extends TriggerListenerSupport {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public void triggerFired(Trigger trigger, JobExecutionContext firing) {
      guarded(() -> news.fired(trigger, firing));
    }

    @Override
    public void triggerMisfired(Trigger trigger) {
      guarded(() -> news.misfired(trigger));
    }
  }

  private final class Changes extends SchedulerListenerSupport {
    @Override
    public void jobScheduled(Trigger trigger) {
      guarded(() -> news.scheduled(trigger));
    }

    @Override
    public void jobUnscheduled(TriggerKey trigger) {
      guarded(() -> news.unscheduled(trigger));
    }

    @Override
    public void triggerFinalized(Trigger trigger) {
      guarded(() -> news.unscheduled(trigger.getKey()));
    }

    @Override
    public void jobAdded(JobDetail job) {
      guarded(() -> news.added(job));
    }

    @Override
    public void jobDeleted(JobKey job) {
      guarded(() -> news.deleted(job));
    }

    @Override
    public void schedulerError(String message, SchedulerException cause) {
      guarded(news::error);
    }

    @Override
    public void schedulerStarted() {
      guarded(news::changed);
    }

    @Override
    public void schedulingDataCleared() {
      guarded(news::changed);
    }

    @Override
    public void triggerPaused(@Nullable TriggerKey trigger) {
      guarded(news::changed);
    }

    @Override
    public void triggersPaused(@Nullable String group) {
      guarded(news::changed);
    }

    @Override
    public void triggerResumed(@Nullable TriggerKey trigger) {
      guarded(news::changed);
    }

    @Override
    public void triggersResumed(@Nullable String group) {
      guarded(news::changed);
    }

    @Override
    public void jobPaused(@Nullable JobKey job) {
      guarded(news::changed);
    }

    @Override
    public void jobsPaused(@Nullable String group) {
      guarded(news::changed);
    }

    @Override
    public void jobResumed(@Nullable JobKey job) {
      guarded(news::changed);
    }

    @Override
    public void jobsResumed(@Nullable String group) {
      guarded(news::changed);
    }
  }
}
