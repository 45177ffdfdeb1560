package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard input, output and error: files, templates and the output event log. */
abstract class StdioContract extends Contract {
  @TempDir Path directory;

  private static final String BOTH = "echo out; echo err >&2";

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private JobId ran(CommandBuilder job) {
    JobResult result = run(job);
    assertThat(result.isSuccess()).as(result.toString()).isTrue();
    return result.id();
  }

  @Test
  void output_goes_to_the_output_log_if_nothing_else_is_said() {
    JobId id = ran(script(BOTH));
    assertThat(output(id, "stdout")).isEqualTo("out\n");
    assertThat(output(id, "stderr")).isEqualTo("err\n");
  }

  @Test
  void a_file_for_standard_output_takes_standard_error_too() throws IOException {
    JobId id = ran(script(BOTH).output(path("both")));
    assertThat(read("both").lines()).containsExactlyInAnyOrder("out", "err");
    assertThat(output(id, "stdout")).isEmpty();
  }

  @Test
  void standard_error_can_have_its_own_file() throws IOException {
    ran(script(BOTH).output(path("out")).error(path("err")));
    assertThat(read("out")).isEqualTo("out\n");
    assertThat(read("err")).isEqualTo("err\n");
  }

  @Test
  void standard_error_alone_can_go_to_a_file() throws IOException {
    JobId id = ran(script(BOTH).error(path("err")));
    assertThat(read("err")).isEqualTo("err\n");
    assertThat(output(id, "stdout")).isEqualTo("out\n");
    assertThat(output(id, "stderr")).isEmpty();
  }

  @Test
  void the_id_in_a_template_is_that_of_the_job() throws IOException {
    JobId id = ran(script("echo out").output(path("out-{{id}}")));
    assertThat(read("out-" + id.f58())).isEqualTo("out\n");
  }

  @Test
  void the_id_in_a_template_can_be_spelled_in_any_encoding() throws IOException {
    JobId id = ran(script("echo out").output(path("out-{{id.dec}}")));
    assertThat(read("out-" + id.dec())).isEqualTo("out\n");
  }

  @Test
  void the_name_in_a_template_is_that_of_the_job() throws IOException {
    ran(script("echo out").name("report").output(path("{{name}}.out")));
    assertThat(read("report.out")).isEqualTo("out\n");
  }

  @Test
  void a_relative_file_is_in_the_working_directory() throws IOException {
    ran(script("echo out").cwd(directory).output("relative"));
    assertThat(read("relative")).isEqualTo("out\n");
  }

  @Test
  void a_file_that_is_there_is_overwritten() throws IOException {
    Files.writeString(directory.resolve("out"), "a longer text of an earlier run\n");
    ran(script("echo out").output(path("out")));
    assertThat(read("out")).isEqualTo("out\n");
  }

  @Test
  void labelled_lines_start_with_the_rank() throws IOException {
    ran(script("echo hello").numTasks(2).labelIo(true).output(path("out")));
    assertThat(read("out").lines()).containsExactlyInAnyOrder("0: hello", "1: hello");
  }

  @Test
  void a_file_can_be_standard_input() throws IOException {
    Files.writeString(directory.resolve("in"), "one\ntwo\n");
    JobId id = ran(command("cat").input(path("in")));
    assertThat(output(id, "stdout")).isEqualTo("one\ntwo\n");
  }

  @Test
  void every_task_reads_all_of_standard_input() throws IOException {
    Files.writeString(directory.resolve("in"), "one\n");
    JobId id = ran(command("cat").numTasks(2).input(path("in")));
    assertThat(output(id, "stdout")).isEqualTo("one\none\n");
  }

  @Test
  void a_missing_input_file_fails_the_job() {
    JobResult result = run(command("cat").input(path("nosuch")));
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.exception().orElseThrow().type()).isEqualTo("exec");
  }

  @Test
  void an_output_file_that_cannot_be_made_fails_the_job() {
    JobResult result = run(command("true").output(path("nosuch/out")));
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.exception().orElseThrow().type()).isEqualTo("exec");
  }

  @Test
  void much_output_arrives_whole() {
    JobId id = ran(command("seq", "1", "20000"));
    assertThat(output(id, "stdout").lines().count()).isEqualTo(20_000);
  }

  @Test
  void output_without_a_last_newline_arrives_as_it_is() {
    assertThat(stdout(command("printf", "no newline ƒ"))).isEqualTo("no newline ƒ");
  }
}
