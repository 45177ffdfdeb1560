package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted as a job, and what is not. */
abstract class SubmitContract extends Contract {
  private static final String JOBSPEC =
      simulated("0.001s").environment(Map.of("PATH", "/bin:/usr/bin")).build().toJson();

  private Errno refused(Submission submission) {
    return refusal(() -> track(submission.submit(flux)));
  }

  private Errno refusedAfter(String text, String replacement) {
    assertThat(JOBSPEC).contains(text);
    return refused(Submission.of(flux, JOBSPEC.replace(text, replacement)));
  }

  @Test
  void ids_grow_with_the_time_of_submission() {
    List<JobId> ids = Stream.generate(() -> submit(simulated("0.001s"))).limit(5).toList();
    assertThat(ids).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void a_plain_signed_request_is_a_submission_too() {
    JobId id = track(Submission.of(flux, JOBSPEC).submit(flux));
    assertThat(flux.jobs().result(id).isSuccess()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"version\":1}"})
  void a_jobspec_without_its_keys_is_eperm(String jobspec) {
    assertThat(refused(Submission.of(flux, jobspec))).isEqualTo(Errno.EPERM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"tasks\"|\"task\"",
        "\"version\":1|\"version\":2",
        "\"duration\":0|\"duration\":\"x\"",
        "\"count\":1|\"count\":0",
        "[\"true\"]|[]",
        "\"duration\":0|\"duration\":0,\"constraints\":{\"foo\":[]}"
      })
  void a_jobspec_that_breaks_rfc_25_is_eperm(String text, String replacement) {
    assertThat(refusedAfter(text, replacement)).isEqualTo(Errno.EPERM);
  }

  @Test
  void the_refusal_says_why() {
    String jobspec = JOBSPEC.replace("\"tasks\"", "\"task\"");
    assertThatThrownBy(() -> Submission.of(flux, jobspec).submit(flux))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("tasks");
  }

  @Test
  void a_jobspec_that_is_not_json_is_einval() {
    assertThat(refused(Submission.of(flux, "notjson"))).isEqualTo(Errno.EINVAL);
  }

  @Test
  void an_unknown_queue_is_einval() {
    assertThat(refusedAfter("\"duration\":0", "\"duration\":0,\"queue\":\"nosuch\""))
        .isEqualTo(Errno.EINVAL);
  }

  @Test
  void an_unknown_dependency_scheme_is_einval() {
    assertThat(
            refusedAfter(
                "\"duration\":0",
                "\"duration\":0,\"dependencies\":[{\"scheme\":\"nosuch\",\"value\":\"1\"}]"))
        .isEqualTo(Errno.EINVAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 32, 1000})
  void an_urgency_out_of_range_is_einval(int urgency) {
    assertThat(refused(Submission.of(flux, JOBSPEC).withUrgency(urgency))).isEqualTo(Errno.EINVAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void an_unknown_flag_is_a_protocol_error(int flags) {
    assertThat(refused(Submission.of(flux, JOBSPEC).withFlags(flags))).isEqualTo(Errno.EPROTO);
  }

  @Test
  void a_job_signed_by_somebody_else_is_eperm() {
    assertThat(refused(Submission.of(flux, JOBSPEC).signedBy("9999"))).isEqualTo(Errno.EPERM);
  }

  @Test
  void what_is_not_signed_at_all_is_einval() {
    Map<String, Object> payload = Map.of("J", "junk", "urgency", 16, "flags", 0);
    assertThat(refusal(() -> flux.rpc("job-ingest.submit", payload))).isEqualTo(Errno.EINVAL);
  }

  @Test
  void the_submit_event_has_owner_urgency_and_flags() {
    JobId id = submit(simulated("0.001s"), SubmitOptions.DEFAULT.urgency(9).waitable());
    JobEvent submitted = awaitEvent(id, "submit");
    assertThat(submitted.context().path("userid").asString())
        .isEqualTo(flux.attribute("security.owner"));
    assertThat(submitted.context().path("urgency").asInt()).isEqualTo(9);
    assertThat(submitted.context().path("flags").asInt()).isEqualTo(4);
    assertThat(submitted.context().path("version").asInt()).isEqualTo(1);
    flux.rpc("job-manager.wait", Map.of("id", id.value())); // none is left for who waits for any
  }

  @Test
  void a_job_to_be_debugged_has_what_the_job_manager_asked_of_others_in_its_log() {
    assertThat(names(submit(simulated("0.001s"), SubmitOptions.DEFAULT.debug())))
        .containsSubsequence(
            "priority", "debug.alloc-request", "alloc", "debug.start-request", "start");
    assertThat(names(submit(simulated("0.001s")))).noneMatch(name -> name.startsWith("debug."));
  }

  @Test
  void the_validator_can_be_skipped() {
    JobId id = submit(simulated("0.001s"), SubmitOptions.DEFAULT.novalidate());
    assertThat(flux.jobs().result(id).isSuccess()).isTrue();
  }

  @Test
  void a_request_that_no_node_can_satisfy_is_accepted_and_fails() {
    JobId id = submit(simulated("1s").coresPerTask(1000));
    assertThat(names(id))
        .containsExactly("submit", "validate", "depend", "priority", "exception", "clean");
    assertThat(awaitEvent(id, "exception").context().path("type").stringValue()).isEqualTo("alloc");
  }
}
