package org.fluxjvm.it.bench;

import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an instance of four nodes with twenty queues answers when it is polled. */
final class ManyQueues {
  static final int COUNT = 20;

  private static final String NODES =
      """
      {"version":1,"execution":{"R_lite":[{"rank":"0-3","children":{"core":"0-63"}}],
       "nodelist":["node[0-3]"]}}\
      """;

  private static final String COUNTS =
      """
      "job_states":{"depend":0,"priority":0,"sched":1,"run":1,"cleanup":0,"inactive":4,"total":6},
       "successful":3,"failed":1,"canceled":0,"timeout":0,"inactive_purged":0\
      """;

  private ManyQueues() {}

  /** The answers by topic. */
  static Map<String, String> answers() {
    return Map.ofEntries(
        Map.entry("attr.get", "{\"value\":\"1.0\"}"),
        Map.entry("resource.sched-status", "{\"all\":" + NODES + ",\"allocated\":" + NODES + "}"),
        Map.entry("resource.status", "{\"R\":" + NODES + ",\"online\":\"0-3\",\"drain\":{}}"),
        Map.entry(
            "job-list.job-stats",
            each(queue -> "{\"name\":\"" + name(queue) + "\"," + COUNTS + "}", "{" + COUNTS + ",")),
        Map.entry("job-manager.queue-list", each(queue -> "\"" + name(queue) + "\"", "{")),
        Map.entry("job-manager.queue-status", "{\"enable\":true,\"start\":true}"),
        Map.entry(
            "job-manager.stats-get",
            "{\"journal\":{\"listeners\":1,\"events\":92},\"active_jobs\":40,\"inactive_jobs\":80}"),
        Map.entry(
            "job-manager.alloc-query", "{\"queue_length\":20,\"alloc_pending\":20,\"running\":20}"),
        Map.entry("content-sqlite.stats-get", "{\"object_count\":339,\"dbfile_size\":122880}"),
        Map.entry(
            "overlay.health", "{\"rank\":0,\"status\":\"full\",\"duration\":12.6,\"children\":[]}"),
        Map.entry(
            "module.list", "{\"mods\":[{\"name\":\"sched-simple\",\"services\":[\"sched\"]}]}"),
        Map.entry("sched-simple.stats-get", "{\"sched_passes\":9,\"pending_jobs\":20}"));
  }

  static String name(int queue) {
    return "queue-" + queue % COUNT;
  }

  private static String each(IntFunction<String> queue, String before) {
    return IntStream.range(0, COUNT)
        .mapToObj(queue)
        .collect(Collectors.joining(",", before + "\"queues\":[", "]}"));
  }
}
