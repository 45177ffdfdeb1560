package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxjvm.rfc.Fluid;
import org.fluxjvm.rfc.Fluid.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class EmbeddedOutputTest {
  private final EmbeddedFixture flux = new EmbeddedFixture("embedded:?nodes=2&cores=2");
  @TempDir private Path folder;

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void each_task_has_its_environment_and_nothing_else() {
    ObjectNode spec = Specs.slots(3, 1, List.of("env"));
    long id = flux.submit(spec);

    assertThat(flux.output(id, "stdout").lines())
        .contains(
            "PATH=/usr/bin:/bin",
            "FLUX_JOB_ID=" + Fluid.encode(id, Encoding.F58),
            "FLUX_JOB_SIZE=3",
            "FLUX_JOB_NNODES=2",
            "FLUX_TASK_RANK=0",
            "FLUX_TASK_RANK=1",
            "FLUX_TASK_RANK=2",
            "FLUX_TASK_LOCAL_ID=0",
            "FLUX_TASK_LOCAL_ID=1")
        .noneMatch(line -> line.startsWith("FLUX_URI=") || line.startsWith("HOME="));
  }

  @Test
  void a_task_runs_in_its_directory_and_templates_are_filled_in() {
    ObjectNode spec = Specs.sh("pwd; echo {{id}} {{taskid}} {{nosuch}}");
    Specs.system(spec).put("cwd", folder.toString());
    long id = flux.submit(spec);

    assertThat(flux.output(id, "stdout"))
        .isEqualTo(folder + "\n" + Fluid.encode(id, Encoding.F58) + " 0 {{nosuch}}\n");
  }

  @Test
  void output_goes_to_files_with_labels_and_input_comes_from_one() throws IOException {
    Files.writeString(folder.resolve("in"), "l1\nl2\n");
    ObjectNode spec = Specs.slots(2, 1, List.of("sh", "-c", "cat; echo bad >&2"));
    Specs.system(spec).put("cwd", folder.toString());
    ObjectNode options = Specs.shellOptions(spec);
    file(options.putObject("input"), "stdin", "in");
    ObjectNode output = options.putObject("output");
    file(output, "stdout", "out-{{id.dec}}-{{taskid}}").put("label", true);
    file(output, "stderr", "err");
    long id = flux.submit(spec);

    assertThat(flux.status(id)).isZero();
    assertThat(folder.resolve("out-" + id + "-1")).hasContent("1: l1\n1: l2\n");
    assertThat(folder.resolve("err")).hasContent("bad\nbad\n");
    assertThat(flux.eventNames(id, "guest.output"))
        .containsExactly("header", "redirect", "redirect");
  }

  @Test
  void errors_follow_the_output_unless_told_otherwise() {
    ObjectNode spec = Specs.sh("echo one; echo two >&2");
    Specs.system(spec).put("cwd", folder.toString());
    file(Specs.shellOptions(spec).putObject("output"), "stdout", "both");
    flux.status(flux.submit(spec));

    assertThat(folder.resolve("both")).content().contains("one\n", "two\n");
  }

  @Test
  void bytes_that_are_no_utf_8_are_logged_in_base64() {
    long id = flux.submit(Specs.sh("printf '\\377\\376\\n'"));
    flux.status(id);

    assertThat(flux.events(id, "guest.output"))
        .extracting(event -> event.path("context"))
        .anyMatch(
            context ->
                context.path("encoding").asString("").equals("base64")
                    && context.path("data").asString().equals("//4K"));
  }

  @Test
  void an_output_file_that_cannot_be_opened_fails_the_job() {
    ObjectNode spec = Specs.sh("true");
    file(Specs.shellOptions(spec).putObject("output"), "stdout", "/no/such/folder/out");
    long id = flux.submit(spec);

    assertThat(flux.status(id)).isEqualTo(1 << 8);
    assertThat(flux.event(id, "exception").path("context").path("note").asString())
        .contains("/no/such/folder/out");
  }

  @Test
  void a_job_that_leaves_a_child_with_its_output_ends_with_that_child() {
    long id = flux.submit(Specs.sh("(sleep 0.3; echo late) & exit 3"));

    assertThat(flux.status(id)).isEqualTo(3 << 8);
    assertThat(flux.output(id, "stdout")).isEqualTo("late\n");
  }

  @Test
  void a_job_finds_its_files_in_a_directory_that_ends_with_it() {
    ObjectNode spec = Specs.command(List.of("{{tmpdir}}/script"));
    Specs.system(spec)
        .putObject("files")
        .putObject("script")
        .put("mode", 0100700)
        .put("data", "#!/bin/sh\necho $FLUX_JOB_TMPDIR; echo $0\n")
        .put("encoding", "utf-8");
    long id = flux.submit(spec);
    List<String> lines = flux.output(id, "stdout").lines().toList();

    assertThat(flux.status(id)).isZero();
    assertThat(lines.get(1)).isEqualTo(lines.get(0) + "/script");
    assertThat(Path.of(lines.get(0))).doesNotExist();
  }

  private static ObjectNode file(ObjectNode options, String stream, String path) {
    return options.putObject(stream).put("type", "file").put("path", path);
  }
}
