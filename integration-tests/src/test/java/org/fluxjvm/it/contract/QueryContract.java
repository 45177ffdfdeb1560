package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxjvm.Errno;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the instance tells of jobs and resources. */
abstract class QueryContract extends Contract {
  private static final int SCHED = 8;
  private static final int RUN = 16;
  private static final int INACTIVE = 64;

  private JsonNode list(Map<String, Object> payload) {
    return flux.rpc("job-list.list", payload).path("jobs");
  }

  private JsonNode lookup(JobId id, int flags, String... keys) {
    return flux.rpc(
        "job-info.lookup", Map.of("id", id.value(), "keys", List.of(keys), "flags", flags));
  }

  private static List<Long> ids(JsonNode jobs) {
    List<Long> ids = new ArrayList<>();
    jobs.forEach(job -> ids.add(job.path("id").asLong()));
    return ids;
  }

  @Test
  void a_job_that_is_over_is_listed_with_all_it_went_through() {
    JobId id = submit(simulated("0.001s").name("listed").numTasks(2));
    flux.jobs().result(id);
    JsonNode job = listed(id, INACTIVE);
    assertThat(job.propertyNames())
        .contains(
            "id",
            "userid",
            "urgency",
            "priority",
            "t_submit",
            "t_depend",
            "t_priority",
            "t_sched",
            "t_run",
            "t_cleanup",
            "t_inactive",
            "state",
            "name",
            "ntasks",
            "ncores",
            "nnodes",
            "ranks",
            "nodelist",
            "duration",
            "expiration",
            "success",
            "result",
            "waitstatus",
            "exception_occurred");
    assertThat(job.path("state").asInt()).isEqualTo(INACTIVE);
    assertThat(job.path("name").stringValue()).isEqualTo("listed");
    assertThat(job.path("ntasks").asInt()).isEqualTo(2);
    assertThat(job.path("ncores").asInt()).isEqualTo(2);
    assertThat(job.path("nnodes").asInt()).isEqualTo(1);
    assertThat(job.path("ranks").stringValue()).isEqualTo("0");
    assertThat(job.path("waitstatus").asInt(-1)).isZero();
    assertThat(job.path("exception_occurred").asBoolean(true)).isFalse();
    assertThat(job.path("t_inactive").asDouble()).isGreaterThan(job.path("t_submit").asDouble());
  }

  @Test
  void a_pending_job_is_listed_without_what_it_has_not_reached() {
    JobId id = submit(simulated("60s"), SubmitOptions.DEFAULT.urgency(0));
    awaitEvent(id, "priority");
    JsonNode job = listed(id, SCHED);
    assertThat(job.path("state").asInt()).isEqualTo(SCHED);
    assertThat(job.propertyNames())
        .contains("t_submit", "t_sched", "name")
        .doesNotContain("t_run", "t_inactive", "ranks", "result", "waitstatus");
  }

  @Test
  void list_id_can_wait_for_a_state() {
    JobId id = submit(simulated("60s"));
    assertThat(listed(id, RUN).path("state").asInt()).isEqualTo(RUN);
  }

  @Test
  void list_id_gives_the_attributes_that_were_asked_for() {
    JobId id = submit(simulated("60s"));
    JsonNode job =
        flux.rpc(
                "job-list.list-id",
                Map.of("id", id.value(), "attrs", List.of("name", "state"), "state", RUN))
            .path("job");
    assertThat(job.propertyNames()).containsExactlyInAnyOrder("id", "name", "state");
  }

  @Test
  void list_id_of_an_unknown_job_is_enoent() {
    assertThat(refusal(() -> listed(NO_JOB, RUN))).isEqualTo(Errno.ENOENT);
  }

  @Test
  void an_unknown_attribute_is_einval() {
    assertThat(refusal(() -> list(Map.of("max_entries", 0, "attrs", List.of("nosuch")))))
        .isEqualTo(Errno.EINVAL);
  }

  @Test
  void the_list_has_pending_running_and_inactive_jobs_in_that_order() {
    JobId over = submit(simulated("0.001s"));
    flux.jobs().result(over);
    JobId running = submit(simulated("60s"));
    JobId pending = submit(simulated("60s"), SubmitOptions.DEFAULT.urgency(0));
    listed(running, RUN);
    listed(pending, SCHED);
    listed(over, INACTIVE);
    List<Long> ids = ids(list(Map.of("max_entries", 0, "attrs", List.of("state"))));
    assertThat(ids).containsSubsequence(pending.value(), running.value(), over.value());
  }

  @Test
  void the_list_can_be_limited() {
    JobId id = submit(simulated("60s"));
    listed(id, RUN);
    assertThat(list(Map.of("max_entries", 1, "attrs", List.of("state"))).size()).isEqualTo(1);
  }

  @Test
  void the_list_can_be_constrained_by_state() {
    JobId over = submit(simulated("0.001s"));
    flux.jobs().result(over);
    JobId running = submit(simulated("60s"));
    listed(running, RUN);
    listed(over, INACTIVE);
    Map<String, Object> constraint = Map.of("states", List.of("running"));
    assertThat(
            ids(
                list(
                    Map.of("max_entries", 0, "attrs", List.of("state"), "constraint", constraint))))
        .contains(running.value())
        .doesNotContain(over.value());
  }

  @Test
  void a_streamed_list_is_one_job_per_response_and_ends_with_enodata() {
    JobId id = submit(simulated("60s"));
    listed(id, RUN);
    EndOfStream end =
        EndOfStream.of(flux, "job-list.list", Map.of("max_entries", 0, "attrs", List.of("state")));
    assertThat(end.error().errno()).isEqualTo(Errno.ENODATA);
    assertThat(end.responses()).anyMatch(response -> response.contains(id.dec()));
    assertThat(end.responses())
        .filteredOn(response -> response.contains("\"version\":1"))
        .hasSize(1);
  }

  @Test
  void counts_by_state_and_result_grow_with_the_jobs() {
    JsonNode before = flux.rpc("job-list.job-stats");
    submit(simulated("60s"));
    flux.jobs().result(submit(simulated("0.001s")));
    flux.jobs().result(submit(command("false")));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              JsonNode now = flux.rpc("job-list.job-stats");
              assertThat(grown(before, now, "successful")).isEqualTo(1);
              assertThat(grown(before, now, "failed")).isEqualTo(1);
              assertThat(grown(before.path("job_states"), now.path("job_states"), "total"))
                  .isEqualTo(3);
              assertThat(now.path("job_states").path("run").asInt()).isEqualTo(1);
            });
    assertThat(before.path("job_states").propertyNames())
        .containsExactlyInAnyOrder(
            "depend", "priority", "sched", "run", "cleanup", "inactive", "total");
    assertThat(before.path("canceled").isInt()).isTrue();
    assertThat(before.path("timeout").isInt()).isTrue();
    assertThat(before.path("inactive_purged").isInt()).isTrue();
    assertThat(before.path("queues").isArray()).isTrue();
  }

  private static int grown(JsonNode before, JsonNode now, String count) {
    return now.path(count).asInt() - before.path(count).asInt();
  }

  @Test
  void the_job_manager_counts_active_and_inactive_jobs() {
    int before = flux.rpc("job-manager.stats-get").path("active_jobs").asInt();
    JobId id = submit(simulated("60s"));
    JsonNode stats = flux.rpc("job-manager.stats-get");
    assertThat(stats.path("active_jobs").asInt()).isEqualTo(before + 1);
    assertThat(stats.path("inactive_jobs").isInt()).isTrue();
    assertThat(stats.path("max_jobid").asLong()).isEqualTo(id.value());
    assertThat(stats.path("journal").path("listeners").isInt()).isTrue();
  }

  @Test
  void what_belongs_to_a_job_can_be_looked_up() {
    JobId id = submit(simulated("60s").name("looked-up"));
    awaitEvent(id, "start");
    JsonNode text = lookup(id, 0, "jobspec", "R", "eventlog");
    assertThat(text.path("id").asLong()).isEqualTo(id.value());
    assertThat(text.path("jobspec").stringValue()).contains("looked-up");
    assertThat(text.path("eventlog").stringValue().lines().count()).isGreaterThanOrEqualTo(6);
    JsonNode decoded = lookup(id, 1, "jobspec", "R");
    assertThat(decoded.path("jobspec").path("version").asInt()).isEqualTo(1);
    JsonNode execution = decoded.path("R").path("execution");
    assertThat(execution.path("R_lite").path(0).path("rank").stringValue()).isEqualTo("0");
    assertThat(execution.path("R_lite").path(0).path("children").path("core").stringValue())
        .matches("\\d");
    assertThat(execution.path("nodelist").size()).isEqualTo(1);
    assertThat(execution.path("starttime").isNumber()).isTrue();
    assertThat(execution.path("expiration").isNumber()).isTrue();
  }

  @Test
  void the_jobspec_that_is_looked_up_has_no_environment() {
    JobId id = submit(simulated("60s").environment(Map.of("SECRET", "1")));
    assertThat(lookup(id, 0, "jobspec").path("jobspec").stringValue())
        .doesNotContain("environment");
  }

  @Test
  void a_lookup_of_what_is_not_there_is_enoent() {
    JobId id = submit(simulated("60s"), SubmitOptions.DEFAULT.urgency(0));
    assertThat(refusal(() -> lookup(NO_JOB, 0, "jobspec"))).isEqualTo(Errno.ENOENT);
    assertThat(refusal(() -> lookup(id, 0, "nosuch"))).isEqualTo(Errno.ENOENT);
    assertThat(refusal(() -> lookup(id, 0, "R"))).isEqualTo(Errno.ENOENT);
  }

  @Test
  void the_resource_status_has_all_cores_and_ranks() {
    JsonNode status = flux.rpc("resource.status");
    JsonNode r = status.path("R").path("execution").path("R_lite").path(0);
    assertThat(r.path("rank").stringValue()).isEqualTo("0");
    assertThat(r.path("children").path("core").stringValue()).isEqualTo("0-" + (CORES - 1));
    assertThat(status.path("drain").isObject()).isTrue();
    assertThat(status.path("online").stringValue()).isEqualTo("0");
    for (String none : List.of("offline", "exclude", "torpid")) {
      assertThat(status.path(none).stringValue()).as(none).isEmpty();
    }
  }

  @Test
  void the_scheduler_status_has_what_is_allocated() {
    JobId id = submit(simulated("60s").coresPerTask(3));
    awaitEvent(id, "start");
    JsonNode status = flux.rpc("resource.sched-status");
    assertThat(status.propertyNames()).containsExactlyInAnyOrder("all", "down", "allocated");
    assertThat(core(status.path("all"))).isEqualTo("0-7");
    assertThat(core(status.path("allocated"))).isEqualTo("0-2");
    assertThat(status.path("down").path("execution").path("R_lite").size()).isZero();
  }

  private static String core(JsonNode r) {
    return r.path("execution").path("R_lite").path(0).path("children").path("core").stringValue("");
  }
}
