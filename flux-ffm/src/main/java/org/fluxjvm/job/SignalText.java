package org.fluxjvm.job;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code [SIGNAL][@TIME]}: which signal a job is sent how long before its time is up. */
final class SignalText {
  private static final String ARGUMENT = "signal";
  private static final int USR1 = 10;
  private static final int MAX = 64;
  private static final int DEFAULT_SECONDS = 60;
  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");
  private static final Map<String, Integer> OTHER_NAMES =
      Map.of("IOT", 6, "CLD", 17, "POLL", 29, "RTMIN", 34, "RTMAX", MAX);

  private SignalText() {}

  static ObjectNode parse(String text) {
    int at = text.indexOf('@');
    String signal = at < 0 ? text : text.substring(0, at);
    String time = at < 0 ? "" : text.substring(at + 1);
    ObjectNode option = Json.object().put("signum", signal.isEmpty() ? USR1 : number(signal));
    JsonNode left =
        time.isEmpty() ? IntNode.valueOf(DEFAULT_SECONDS) : TimeLimit.of(ARGUMENT, time);
    option.set("timeleft", left);
    return option;
  }

  private static int number(String signal) {
    String name = signal.startsWith("SIG") ? signal.substring(3) : signal;
    if (NAMES.contains(name)) {
      return NAMES.indexOf(name) + 1;
    }
    if (OTHER_NAMES.containsKey(name)) {
      return OTHER_NAMES.get(name);
    }
    try {
      int number = Integer.parseInt(signal);
      if (number >= 1 && number <= MAX) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw new JobspecException(
        ARGUMENT, "must be a signal like USR1 or a number from 1 to 64, got '" + signal + "'");
  }
}
