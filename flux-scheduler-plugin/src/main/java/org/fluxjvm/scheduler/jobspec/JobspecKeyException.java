package org.fluxjvm.scheduler.jobspec;

/** A text under a key that makes no jobspec. The message begins with the key. */
public final class JobspecKeyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  JobspecKeyException(String key, String what) {
    super(key + ": " + what);
  }
}
