package org.fluxjvm.metrics;

import java.util.List;

/** The tag {@code service}: who was asked. Topics are the user's, so that only known ones count. */
final class FluxService {
  static final String OTHER = "other";

  static final List<String> TAGS =
      List.of(
          "attr",
          "broker",
          "config",
          "content",
          "content-sqlite",
          "event",
          "groups",
          "heartbeat",
          "job-exec",
          "job-info",
          "job-ingest",
          "job-list",
          "job-manager",
          "kvs",
          "kvs-watch",
          "log",
          "module",
          "overlay",
          "resource",
          "rexec",
          "sched",
          OTHER);

  private FluxService() {}

  /** What stands before the first dot; makes no string, as it is called on the event loop. */
  static String of(String topic) {
    int length = topic.indexOf('.');
    for (int i = 0; i < TAGS.size(); i++) {
      String name = TAGS.get(i);
      if (name.length() == length && topic.startsWith(name)) {
        return name;
      }
    }
    return OTHER;
  }
}
