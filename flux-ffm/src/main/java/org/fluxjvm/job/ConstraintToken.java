package org.fluxjvm.job;

/**
 * A part of a constraint's text.
 *
 * @param kind what it is
 * @param text what is written, without quotes
 * @param position where it starts
 */
record ConstraintToken(Kind kind, String text, int position) {
  /** Kinds of parts; each binds the stronger, the greater its level. */
  enum Kind {
    OR(1),
    AND(2),
    NOT(3),
    NEGATE(4),
    OPEN(0),
    CLOSE(0),
    TERM(0),
    END(0);

    private final int level;

    Kind(int level) {
      this.level = level;
    }

    int level() {
      return level;
    }

    boolean startsExpression() {
      return switch (this) {
        case NOT, NEGATE, OPEN, TERM -> true;
        case OR, AND, CLOSE, END -> false;
      };
    }
  }
}
