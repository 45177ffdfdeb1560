package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.FluxException;
import org.fluxjvm.InstanceInfo;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rfc.Idset;
import org.fluxjvm.user.CurrentUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads are those of flux-core 0.88.0. */
class JobInfoTest {
  private static final JobInfo RUNNING =
      job(
          """
          {"id": 13019119616, "userid": 0, "urgency": 16, "priority": 16,
           "t_submit": 1795361354.3869436, "t_depend": 1795361354.402571,
           "t_priority": 1795361354.4139256, "t_sched": 1795361354.4139762,
           "t_run": 1795361354.4173374, "state": 16, "name": "sleep", "cwd": "/tmp", "ntasks": 1,
           "ncores": 1, "duration": 50.0, "nnodes": 1, "ranks": "0", "nodelist": "vm",
           "expiration": 1795361404.4150755,
           "annotations": {"sched": {"resource_summary": "rank0/core0"}}}
          """);

  private static final JobInfo CANCELED =
      job(
          """
          {"id": 13019119616, "userid": 0, "urgency": 16, "t_submit": 1795361354.3869436,
           "t_run": 1795361354.5, "t_cleanup": 1795361356.75, "t_inactive": 1795361357.0,
           "state": 64, "name": "sleep", "success": false, "exception_occurred": true,
           "exception_type": "cancel", "exception_severity": 0, "exception_note": "enough",
           "result": 4, "expiration": 1795361404.4150755, "waitstatus": 36608}
          """);

  private static JobInfo job(String json) {
    return new JobInfo(json.getBytes(StandardCharsets.UTF_8));
  }

  private static JobInfo inactive(String more) {
    return job("{\"id\":1,\"state\":64," + more + "}");
  }

  @Test
  void a_running_job_tells_how_long_it_runs_and_may_run() {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1795361364));

    assertThat(RUNNING.id()).isEqualTo(JobId.of(13019119616L));
    assertThat(RUNNING.state()).isEqualTo(JobState.RUN);
    assertThat(RUNNING.status()).isEqualTo("RUN");
    assertThat(RUNNING.runtime(clock)).isEqualTo(Duration.ofNanos(9_582_663_000L));
    assertThat(RUNNING.tRemaining(clock)).isEqualTo(Duration.ofNanos(40_415_076_000L));
    assertThat(RUNNING.returnCode()).isEmpty();
    assertThat(RUNNING.ranks()).contains(Idset.of(0));
    assertThat(RUNNING.nodelist()).contains(Hostlist.of("vm"));
    assertThat(RUNNING.contextualInfo()).isEqualTo("vm");
    assertThat(RUNNING.priority()).hasValue(16);
    assertThat(RUNNING.annotations().path("sched").path("resource_summary").asString())
        .isEqualTo("rank0/core0");
  }

  @Test
  void time_that_is_up_is_zero() {
    InstantSource late = InstantSource.fixed(Instant.ofEpochSecond(1795369999));

    assertThat(RUNNING.tRemaining(late)).isZero();
    assertThat(CANCELED.tRemaining(late)).isZero();
  }

  @Test
  void a_canceled_job_ran_until_its_cleanup() {
    assertThat(CANCELED.runtime()).isEqualTo(Duration.ofMillis(2250));
    assertThat(CANCELED.result()).contains(Outcome.CANCELED);
    assertThat(CANCELED.status()).isEqualTo("CANCELED");
    assertThat(CANCELED.success()).contains(false);
    assertThat(CANCELED.returnCode()).hasValue(143);
    assertThat(CANCELED.inactiveReason()).isEqualTo("Canceled: enough");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"result\":1,\"waitstatus\":0 ; 0 ; Exit 0",
        "\"result\":2,\"waitstatus\":256 ; 1 ; Exit 1",
        "\"result\":2,\"waitstatus\":32256 ; 126 ; Command invoked cannot execute",
        "\"result\":2,\"waitstatus\":32512 ; 127 ; command not found",
        "\"result\":2,\"waitstatus\":32768 ; 128 ; Invalid argument to exit",
        "\"result\":2,\"waitstatus\":35072 ; 137 ; Killed",
        "\"result\":2,\"waitstatus\":15 ; -15 ; Exit -15",
        "\"result\":4 ; -128 ; Canceled",
        "\"result\":2 ; 1 ; Exit 1",
        "\"result\":8,\"waitstatus\":36352 ; 142 ; Timeout"
      })
  void the_end_of_a_job_is_told_in_a_number_and_in_words(String end, int code, String words) {
    assertThat(inactive(end).returnCode()).hasValue(code);
    assertThat(inactive(end).inactiveReason()).isEqualTo(words);
  }

  @Test
  void an_exception_tells_more_than_the_exit_code_unless_it_is_of_execution() {
    String raised = "\"result\":2,\"exception_occurred\":true,\"exception_severity\":0,";

    assertThat(
            inactive(raised + "\"exception_type\":\"disk\",\"exception_note\":\"full\"")
                .inactiveReason())
        .isEqualTo("Exception: type=disk note=full");
    assertThat(inactive(raised + "\"exception_type\":\"exec\"").inactiveReason())
        .isEqualTo("Exit 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"state\":8,\"urgency\":0,\"priority\":0 ; held",
        "\"state\":8,\"urgency\":16,\"priority\":0 ; priority-hold",
        "\"state\":8,\"urgency\":16,\"priority\":16 ; ''",
        "\"state\":8,\"urgency\":16,\"annotations\":{\"sched\":{\"t_estimate\":1.0}} ; eta:now",
        "\"state\":4 ; priority-wait",
        "\"state\":2,\"dependencies\":[\"after-start=1\",\"x\"] ; depends:after-start=1,x"
      })
  void a_pending_job_tells_what_it_waits_for(String pending, String what) {
    assertThat(job("{\"id\":1," + pending + "}").contextualInfo()).isEqualTo(what);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"state\":1', '', ''",
    "'\"state\":2', D, \uD83D\uDED1",
    "'\"state\":4', P, \uD83D\uDEA6",
    "'\"state\":8', S, \uD83D\uDCC5",
    "'\"state\":16', R, \uD83C\uDFC3",
    "'\"state\":32', C, \uD83D\uDDD1",
    "'\"state\":64,\"result\":1', CD, \uD83D\uDE00",
    "'\"state\":64,\"result\":2', F, \uD83D\uDCA9",
    "'\"state\":64,\"result\":4', CA, \uD83D\uDCA5",
    "'\"state\":64,\"result\":8', TO, \u231B",
  })
  void a_status_is_one_or_two_letters_or_a_picture(String status, String letters, String picture) {
    JobInfo job = job("{\"id\":1," + status + "}");

    assertThat(job.statusAbbreviation()).isEqualTo(letters);
    assertThat(job.statusEmoji()).isEqualTo(picture);
    assertThat(JobState.NEW.emoji() + JobState.INACTIVE.emoji())
        .isEqualTo("\uD83C\uDF81\uD83D\uDC80");
  }

  @Test
  void the_instance_of_someone_else_is_not_asked(@TempDir Path directory) throws Exception {
    Path socket = directory.resolve("local-0");
    try (ServerSocketChannel broker = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      broker.bind(UnixDomainSocketAddress.of(socket)).configureBlocking(false);
      JobInfo foreign =
          job(
              """
              {"id": 1, "userid": %d, "state": 16, "annotations": {"user": {"uri": "local://%s"}}}
              """
                  .formatted(CurrentUser.ofRequests() + 1, socket));

      assertThat(foreign.isMine()).isFalse();
      assertThat(foreign.uri()).isPresent();
      assertThat(InstanceInfo.of(foreign, Duration.ofSeconds(1))).isEmpty();
      assertThat(broker.accept()).isNull();
    }
  }

  @Test
  void what_was_not_asked_for_is_named() {
    assertThatThrownBy(() -> job("{\"id\":1}").state())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'state'");
    assertThatThrownBy(() -> job("{}")).isInstanceOf(FluxException.class);
    assertThatThrownBy(() -> job("{\"id\":1,\"state\":3}").state())
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("3 is no state");
  }

  @Test
  void jobs_are_read_out_of_a_response_one_by_one() {
    List<JobInfo> jobs = new ArrayList<>();
    String response = "{\"jobs\":[{\"id\":1,\"name\":\"a\"},{\"id\":-1}],\"version\":1}";

    Listing.decode(MemorySegment.ofArray(response.getBytes(StandardCharsets.UTF_8)), jobs::add);

    assertThat(jobs).extracting(JobInfo::name).containsExactly("a", "");
    assertThat(jobs.get(1).id().dec()).isEqualTo("18446744073709551615");
  }
}
