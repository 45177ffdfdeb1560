package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.fluxjvm.job.JobResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultFoldTest {
  private static final String SUBMIT = event(1, "submit", "{}");
  private static final String ALLOC = event(2, "alloc", "{}");
  private static final String START = event(3, "start", "{}");

  private static String event(int time, String name, String context) {
    return "{\"timestamp\":%d,\"name\":\"%s\",\"context\":%s}".formatted(time, name, context);
  }

  private static String finish(int status) {
    return event(9, "finish", "{\"status\":%d}".formatted(status));
  }

  private static String exception(String type, int severity) {
    return event(
        5,
        "exception",
        "{\"type\":\"%s\",\"severity\":%d,\"note\":\"because\"}".formatted(type, severity));
  }

  private static JobResult fold(String... events) {
    ResultFold fold = new ResultFold(JobId.of(42));
    for (String event : events) {
      fold.accept(JobEvent.parse(event));
    }
    return fold.result();
  }

  @Test
  void exit_code_0_without_an_exception_is_completed() {
    JobResult result = fold(SUBMIT, ALLOC, START, finish(0));
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.submitted()).hasValue(Instant.ofEpochSecond(1));
    assertThat(result.allocated()).hasValue(Instant.ofEpochSecond(2));
    assertThat(result.started()).hasValue(Instant.ofEpochSecond(3));
    assertThat(result.finished()).hasValue(Instant.ofEpochSecond(9));
  }

  @ParameterizedTest
  @CsvSource({"256,1", "35072,137", "15,-15", "9,-9", "0,0", "139,-11"})
  void the_return_code_follows_from_the_wait_status(int status, int returnCode) {
    assertThat(fold(SUBMIT, finish(status)).returnCode()).isEqualTo(returnCode);
  }

  @ParameterizedTest
  @CsvSource({"cancel,CANCELED", "timeout,TIMEOUT", "exec,FAILED", "anything,FAILED"})
  void the_type_of_the_exception_decides(String type, Outcome outcome) {
    assertThat(fold(SUBMIT, exception(type, 0), finish(256)).outcome()).isEqualTo(outcome);
  }

  @Test
  void the_first_exception_of_severity_0_is_the_cause_whatever_follows() {
    JobResult result =
        fold(
            SUBMIT,
            exception("note", 3),
            exception("cancel", 0),
            exception("late", 0),
            exception("foo", 7),
            finish(256));
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELED);
    assertThat(result.exception().orElseThrow().note()).isEqualTo("because");
  }

  @Test
  void an_exception_of_lesser_severity_changes_nothing() {
    assertThat(fold(SUBMIT, exception("cancel", 1), finish(0)).outcome())
        .isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void a_job_that_never_started_has_no_wait_status() {
    JobResult cancelled = fold(SUBMIT, exception("cancel", 0));
    assertThat(cancelled.waitStatus()).isEmpty();
    assertThat(cancelled.returnCode()).isEqualTo(-128);
    assertThat(fold(SUBMIT, exception("alloc", 0)).returnCode()).isEqualTo(1);
  }
}
