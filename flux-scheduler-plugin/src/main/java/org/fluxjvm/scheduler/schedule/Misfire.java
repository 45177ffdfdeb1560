package org.fluxjvm.scheduler.schedule;

/** What becomes of fires that were missed, because nothing ran or all threads were busy. */
public enum Misfire {
  /** They are dropped; the next fire is the next one in time. */
  SKIP,
  /** One fire, at once, stands for all of them. */
  FIRE_ONCE,
  /** Each of them is made up for, one after the other. */
  FIRE_ALL
}
