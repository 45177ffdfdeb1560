package org.fluxjvm.scheduler.jobspec;

/** A template that cannot be filled in. The message names it and what would be right. */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
