package org.fluxjvm.connector.embedded;

import java.util.Arrays;
import java.util.Optional;

/** What of another job a job can wait for (RFC 26). */
enum AfterType {
  START("after-start", "afterstart"),
  ANY("after-finish", "afterany"),
  SUCCESS("after-success", "afterok"),
  FAILURE("after-failure", "afternotok"),
  EXCEPTION("after-except", "afterexcept");

  /** What {@code afterstart} was called before. */
  static final String DEPRECATED = "after";

  private final String description;
  private final String scheme;

  AfterType(String description, String scheme) {
    this.description = description;
    this.scheme = scheme;
  }

  static Optional<AfterType> of(String scheme) {
    String current = scheme.equals(DEPRECATED) ? START.scheme : scheme;
    return Arrays.stream(values()).filter(type -> type.scheme.equals(current)).findFirst();
  }

  /** What stands for it in event logs. */
  String description() {
    return description;
  }

  /** Whether a job that is inactive has done what is waited for. */
  boolean isMetBy(EmbeddedJob ended) {
    if (this == ANY) {
      return true;
    }
    boolean ran = ended.allocation().isPresent();
    return ran
        && switch (this) {
          case START -> ended.hasStarted();
          case SUCCESS -> ended.outcome() == JobOutcome.COMPLETED;
          case FAILURE -> ended.outcome() != JobOutcome.COMPLETED;
          case EXCEPTION -> ended.failed();
          case ANY -> true;
        };
  }
}
