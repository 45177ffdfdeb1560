package org.fluxjvm.job;

import java.util.List;

/** The signals of Linux in words, as {@code strsignal(3)} has them. */
final class SignalNames {
  private static final List<String> NAMES =
      List.of(
          "Hangup",
          "Interrupt",
          "Quit",
          "Illegal instruction",
          "Trace/breakpoint trap",
          "Aborted",
          "Bus error",
          "Floating point exception",
          "Killed",
          "User defined signal 1",
          "Segmentation fault",
          "User defined signal 2",
          "Broken pipe",
          "Alarm clock",
          "Terminated",
          "Stack fault",
          "Child exited",
          "Continued",
          "Stopped (signal)",
          "Stopped",
          "Stopped (tty input)",
          "Stopped (tty output)",
          "Urgent I/O condition",
          "CPU time limit exceeded",
          "File size limit exceeded",
          "Virtual timer expired",
          "Profiling timer expired",
          "Window changed",
          "I/O possible",
          "Power failure",
          "Bad system call");

  private SignalNames() {}

  static String describe(int signal) {
    return signal >= 1 && signal <= NAMES.size() ? NAMES.get(signal - 1) : "Signaled " + signal;
  }
}
