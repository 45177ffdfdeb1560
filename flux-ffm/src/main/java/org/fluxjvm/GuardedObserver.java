package org.fluxjvm;

import org.fluxjvm.connector.ClientObserver;

/**
 * Keeps what an observer throws from the event loop, where it would end a response, or as an
 * exception that leaves an upcall the virtual machine.
 */
record GuardedObserver(ClientObserver observer) implements ClientObserver {
  private static final System.Logger LOG = System.getLogger(GuardedObserver.class.getName());

  static ClientObserver around(ClientObserver observer) {
    return NONE.equals(observer) ? NONE : new GuardedObserver(observer);
  }

  @Override
  public void onAnswer(String topic, long nanos) {
    try {
      observer.onAnswer(topic, nanos);
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  @Override
  public void onFailure(String topic, Errno errno) {
    try {
      observer.onFailure(topic, errno);
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  @Override
  public void onLost() {
    try {
      observer.onLost();
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  @Override
  public void onReopened() {
    try {
      observer.onReopened();
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  @Override
  public void onAbandoned() {
    try {
      observer.onAbandoned();
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  @Override
  public void onLoopWork(long nanos) {
    try {
      observer.onLoopWork(nanos);
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  @Override
  public void onJournalEvent(double timestamp) {
    try {
      observer.onJournalEvent(timestamp);
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  @Override
  public void onGap(int jobs) {
    try {
      observer.onGap(jobs);
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  private static void logged(Throwable e) {
    LOG.log(System.Logger.Level.ERROR, "An observer of a Flux handle threw", e);
  }
}
