package org.fluxjvm.metrics;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers that a real instance has given, to be changed by a test. */
final class Answers implements Rpc {
  static final String FOUR_NODES =
      """
      {"version":1,"execution":{"R_lite":[{"rank":"0-3","children":{"core":"0-3","gpu":"0-1"}}],
       "starttime":0.0,"expiration":0.0,"nodelist":["fake[0-3]"],
       "properties":{"batch":"0-2","debug":"3"}}}
      """;

  private final Map<String, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  Answers() {
    answerAll();
  }

  void answerAll() {
    answer(
        "resource.sched-status",
        """
        {"all":%s,
         "allocated":{"version":1,"execution":{"R_lite":[
           {"rank":"1","children":{"core":"0-3","gpu":"0-1"}},
           {"rank":"3","children":{"core":"0"}}]}},
         "down":{"version":1,"execution":{"R_lite":[
           {"rank":"2","children":{"core":"0-3","gpu":"0-1"}}]}}}
        """
            .formatted(FOUR_NODES));
    answer(
        "resource.status",
        """
        {"R":%s,"drain":{"2":{"timestamp":1795346789.0,"reason":"bad disk"}},
         "online":"0-3","offline":"","exclude":"","torpid":""}
        """
            .formatted(FOUR_NODES));
    answer(
        "job-list.job-stats",
        """
        {"job_states":{"depend":1,"priority":0,"sched":0,"run":2,"cleanup":0,"inactive":5,"total":8},
         "successful":1,"failed":3,"canceled":0,"timeout":1,"inactive_purged":2,"queues":[
         {"name":"batch","job_states":{"depend":0,"priority":0,"sched":0,"run":1,"cleanup":0,
          "inactive":4,"total":5},"successful":1,"failed":2,"canceled":0,"timeout":1,
          "inactive_purged":2},
         {"name":"debug","job_states":{"depend":1,"priority":0,"sched":0,"run":0,"cleanup":0,
          "inactive":0,"total":1},"successful":0,"failed":0,"canceled":0,"timeout":0,
          "inactive_purged":0}]}
        """);
    answer("job-manager.queue-list", "{\"queues\":[\"batch\",\"debug\"]}");
    answer(
        "job-manager.queue-status",
        "{\"enable\":true,\"start\":false,\"stop_reason\":\"maintenance\"}");
    answer(
        "job-manager.stats-get",
        """
        {"journal":{"listeners":1,"events":92},"active_jobs":3,"inactive_jobs":5,
         "max_jobid":151900913664,"housekeeping":{"running":{"ƒ1":{}},"config":{}}}
        """);
    answer("job-manager.alloc-query", "{\"queue_length\":0,\"alloc_pending\":2,\"running\":1}");
    answer(
        "content-sqlite.stats-get",
        "{\"object_count\":339,\"dbfile_size\":122880,\"dbfile_free\":83837857792}");
    answer(
        "module.list",
        """
        {"mods":[{"name":"heartbeat","services":["heartbeat"]},
         {"name":"sched-simple","services":["sched-simple","feasibility","sched"]}]}
        """);
    answer(
        "sched-simple.stats-get",
        """
        {"sched_passes":9,"sched_yields":12,"forecast_passes":2,"forecast_yields":3,
         "sched_delay":0.0,"sched_duration_ewma":0.001,"sched_interval_ewma":0.44,
         "pending_jobs":7}
        """);
    answer("overlay.health", "{\"rank\":0,\"status\":\"full\",\"duration\":12.6,\"children\":[]}");
    answer("attr.get", "{\"value\":\"4\",\"flags\":1}");
  }

  Answers answer(String topic, String json) {
    answers.put(topic, CompletableFuture.completedFuture(JsonMapper.shared().readTree(json)));
    return this;
  }

  Answers fail(String topic, Errno errno) {
    answers.put(
        topic, CompletableFuture.failedFuture(new FluxException(errno, topic, errno.text())));
    return this;
  }

  Answers failAll(Errno errno) {
    answers.keySet().forEach(topic -> fail(topic, errno));
    return this;
  }

  /** All requests stay without an answer. */
  Answers fallSilent() {
    answers.replaceAll((topic, answer) -> new CompletableFuture<>());
    return this;
  }

  int asked() {
    return asked.get();
  }

  /** The answer of one broker; the other ones give that of the topic. */
  Answers answer(int rank, String topic, String json) {
    return answer(topic + " of rank " + rank, json);
  }

  Answers fail(int rank, String topic, Errno errno) {
    return fail(topic + " of rank " + rank, errno);
  }

  @Override
  public CompletableFuture<JsonNode> ask(String topic, Object payload, int rank) {
    asked.incrementAndGet();
    CompletableFuture<JsonNode> ofRank = answers.get(topic + " of rank " + rank);
    CompletableFuture<JsonNode> answer = ofRank == null ? answers.get(topic) : ofRank;
    if (answer == null) {
      return CompletableFuture.failedFuture(
          new FluxException(Errno.ENOSYS, topic, "no such service"));
    }
    return answer;
  }
}
