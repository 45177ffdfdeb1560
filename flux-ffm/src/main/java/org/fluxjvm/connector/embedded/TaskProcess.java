package org.fluxjvm.connector.embedded;

import java.util.concurrent.TimeUnit;

/** A process of a job, leader of its group where the host has {@code setsid}. */
record TaskProcess(Process process, boolean leader) {
  long pid() {
    return process.pid();
  }

  /** Signals its whole group. */
  void signal(int signum) {
    // In the moment before it made its group, there is only the process.
    if (!(leader && Signals.send(-pid(), signum)) && process.isAlive()) {
      Signals.send(pid(), signum);
    }
  }

  /** Ends what its leader left behind. */
  void killGroup() {
    if (leader) {
      Signals.send(-pid(), Signals.KILL);
    }
  }

  void await(long nanos) throws InterruptedException {
    process.waitFor(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }
}
