package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries are those of flux-core 0.88.0, and of RFC 24. */
class OutputDecoderTest {
  private static OutputEvent event(String name, String context) {
    String json = "{\"timestamp\":1.5,\"name\":\"" + name + "\",\"context\":" + context + "}";
    return OutputDecoder.decode(JobEvent.parse(json)).orElseThrow();
  }

  private static OutputEvent data(String context) {
    return event("data", context);
  }

  private static CapturedOutput output(OutputEvent... events) {
    return new CapturedOutput(List.of(events));
  }

  @Test
  void bytes_that_are_no_text_come_in_base64() {
    OutputEvent event =
        data(
            """
            {"stream": "stdout", "rank": "1", "encoding": "base64", "data": "Yf9ieAo="}
            """);

    assertThat(output(event).bytes(StdStream.STDOUT)).containsExactly('a', 0xff, 'b', 'x', '\n');
    assertThat(output(event).text(StdStream.STDOUT, 0)).isEmpty();
    assertThat(output(event).text(StdStream.STDOUT, 1)).isEqualTo("a\ufffdbx\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stream\":\"stdout\",\"rank\":-1,\"data\":\"a\"}",
        "{\"stream\":\"stdout\",\"rank\":99999999999,\"data\":\"a\"}",
        "{\"stream\":\"stdout\",\"rank\":\"3-1\",\"data\":\"a\"}",
        "{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"a\",\"repeat\":1073741824}",
        "{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"=\",\"encoding\":\"base64\"}",
      })
  void data_of_no_task_or_without_end_is_a_protocol_error(String context) {
    assertThatThrownBy(() -> data(context))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPROTO));
  }

  @Test
  void a_rank_may_be_a_number() {
    OutputEvent event = data("{\"stream\":\"stdout\",\"rank\":3,\"data\":\"a\"}");
    assertThat(((OutputEvent.Data) event).tasks()).hasToString("3");
  }

  @Test
  void a_line_that_is_no_int_is_left_out() {
    OutputEvent event = event("log", "{\"rank\":0,\"level\":3,\"line\":99999999999}");
    assertThat(((OutputEvent.Log) event).line()).isEmpty();
  }

  @Test
  void data_that_repeats_is_multiplied_out() {
    OutputEvent event =
        data(
            """
            {"stream": "stderr", "rank": "0-2", "data": "x\\n", "repeat": 3}
            """);

    assertThat(output(event).stderr()).isEqualTo("x\nx\nx\n");
    assertThat(output(event).lines()).extracting(OutputLine::labelled).containsOnly("0-2: x");
    assertThat(((OutputEvent.Data) event).tasks().contains(2)).isTrue();
    assertThat(((OutputEvent.Data) event).tasks().contains(3)).isFalse();
  }

  @Test
  void all_tasks_are_one_word() {
    OutputEvent.Data event =
        (OutputEvent.Data) data("{\"stream\":\"stdout\",\"rank\":\"all\",\"eof\":true}");

    assertThat(event.tasks().contains(12345)).isTrue();
    assertThat(event.tasks()).hasToString("all");
    assertThat(event.eof()).isTrue();
    assertThat(event.text()).isEmpty();
  }

  @Test
  void lines_are_put_together_for_each_task_apart() {
    CapturedOutput output =
        output(
            data("{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"he\"}"),
            data("{\"stream\":\"stdout\",\"rank\":\"1\",\"data\":\"one\\ntw\"}"),
            data("{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"llo\\n\"}"),
            data("{\"stream\":\"stdout\",\"rank\":\"1\",\"data\":\"o\"}"),
            data("{\"stream\":\"stdout\",\"rank\":\"1\",\"eof\":true}"),
            data("{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"\\ncut\"}"));

    assertThat(output.lines())
        .extracting(OutputLine::labelled)
        .containsExactly("1: one", "0: hello", "1: two", "0: ", "0: cut");
  }

  @Test
  void messages_of_the_shell_and_redirections_are_the_log() {
    CapturedOutput output =
        output(
            event(
                "header",
                """
                {"version": 1, "encoding": {"stdout": "UTF-8", "stderr": "UTF-8"},
                 "count": {"stdout": 2, "stderr": 2}, "options": {}}
                """),
            event(
                "log",
                """
                {"rank": 0, "level": 0, "message": "task 0 (host vm): start failed",
                 "file": "shell.c", "line": 2036}
                """),
            event("log", "{\"rank\":1,\"level\":4,\"component\":\"pmi\",\"message\":\"odd\"}"),
            event("redirect", "{\"stream\":\"stdout\",\"rank\":\"0\",\"path\":\"/tmp/o\"}"));

    assertThat(output.log())
        .isEqualTo(
            """
            flux-shell[0]: FATAL: task 0 (host vm): start failed
            flux-shell[1]:  WARN: pmi: odd
            0: stdout redirected to /tmp/o
            """);
    assertThat(output.stdout() + output.stderr()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, a b",
    "0, a fatal b",
    "2, a fatal b",
    "3, a fatal b error",
    "4, a fatal b error warning",
    "6, a fatal b error warning",
    "7, a fatal b error warning trace"
  })
  void messages_of_the_shell_up_to_a_level_are_among_the_errors(int level, String texts) {
    CapturedOutput output =
        output(
            data("{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"no error\\n\"}"),
            data("{\"stream\":\"stderr\",\"rank\":\"0\",\"data\":\"a\\n\"}"),
            event("log", "{\"rank\":0,\"level\":0,\"message\":\"fatal\"}"),
            event("redirect", "{\"stream\":\"stdout\",\"rank\":\"0\",\"path\":\"/tmp/o\"}"),
            data("{\"stream\":\"stderr\",\"rank\":\"1\",\"data\":\"b\\n\"}"),
            event("log", "{\"rank\":0,\"level\":3,\"message\":\"error\"}"),
            event("log", "{\"rank\":0,\"level\":4,\"message\":\"warning\"}"),
            event("log", "{\"rank\":0,\"level\":7,\"message\":\"trace\"}"));

    assertThat(output.stderrWithLog(level).lines().map(line -> line.replaceFirst(".* ", "")))
        .containsExactly(texts.split(" "));
    assertThat(output.stderr()).isEqualTo("a\nb\n");
  }

  @Test
  void what_rfc_24_does_not_know_is_passed_over() {
    JobEvent other = JobEvent.parse("{\"timestamp\":1,\"name\":\"tomorrow\"}");

    assertThat(OutputDecoder.decode(other)).isEmpty();
  }

  @Test
  void what_cannot_be_decoded_is_refused() {
    List<String> wrong =
        Arrays.asList(
            "{\"stream\":\"stdout\",\"rank\":\"0\",\"encoding\":\"base64\",\"data\":\"%\"}",
            "{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"xx\",\"repeat\":2000000000}",
            "{\"stream\":\"stdout\",\"rank\":\"0\",\"data\":\"x\",\"repeat\":-1}");

    assertThat(wrong)
        .allSatisfy(
            context -> assertThatThrownBy(() -> data(context)).isInstanceOf(FluxException.class));
  }
}
