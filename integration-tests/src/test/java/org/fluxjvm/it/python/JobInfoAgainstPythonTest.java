package org.fluxjvm.it.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxjvm.Flux;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What both know of the same jobs. */
@Timeout(120)
@FluxTest(value = InstanceKind.REAL, cores = 4)
class JobInfoAgainstPythonTest {
  /** What depends on when it is asked. */
  private static final Set<String> MOVING = Set.of("runtime", "t_remaining");

  private Flux flux;

  @BeforeEach
  void useHandle(Flux handle) {
    this.flux = handle;
  }

  private static CommandBuilder command(String... words) {
    return JobspecV1.fromCommand(List.of(words)).setShellOption("cpu-affinity", "off");
  }

  private JobId in(JobState state, CommandBuilder job) {
    return in(state, flux.jobs().submit(job.build()));
  }

  private JobId in(JobState state, JobId id) {
    await().until(() -> flux.jobs().get(id).orElseThrow().state() == state);
    return id;
  }

  private JobId held() {
    return flux.jobs()
        .submit(command("true").build(), SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
  }

  private JsonNode python(JobId id, String expression) {
    String info = "job_list_id(handle(), %s).get_jobinfo()".formatted(id.dec());
    return FluxPython.evaluate(
            List.of("(lambda job: %s)(%s)".formatted(expression, info)),
            Map.of("FLUX_URI", flux.uri()))
        .getFirst();
  }

  private JobInfo java(JobId id) {
    return flux.jobs().get(id).orElseThrow();
  }

  /** JSON tells integers from other numbers where Python does not. */
  private static void assertSame(JsonNode java, JsonNode python) {
    assertThat(java.propertyStream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(python.propertyNames());
    for (Map.Entry<String, JsonNode> entry : java.properties()) {
      JsonNode other = python.path(entry.getKey());
      if (entry.getValue().isNumber() && !entry.getKey().equals("id")) {
        assertThat(entry.getValue().doubleValue())
            .as(entry.getKey())
            .isCloseTo(other.doubleValue(), within(1e-5));
      } else {
        assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(other);
      }
    }
  }

  private void assertSameDictionary(JobId id) {
    ObjectNode java = (ObjectNode) java(id).toDict();
    ObjectNode python = (ObjectNode) python(id, "job.to_dict()");
    if (java.path("state").asString().equals("RUN")) {
      assertThat(java.propertyNames()).containsAll(MOVING);
      assertThat(python.propertyNames()).containsAll(MOVING);
      java.remove(MOVING);
      python.remove(MOVING);
    }
    assertSame(java, python);
  }

  @Test
  void a_pending_job_has_the_same_dictionary() {
    JobId id = in(JobState.SCHED, held());
    assertSameDictionary(id);

    flux.jobs().cancel(id, "no longer wanted");
    assertSameDictionary(in(JobState.INACTIVE, id));
  }

  @Test
  void a_job_with_dependencies_has_the_same_dictionary() {
    JobId first = held();
    JobId second = in(JobState.DEPEND, command("true").dependency("afterok", first));

    assertSameDictionary(second);

    flux.jobs().cancel(first);
    assertSameDictionary(in(JobState.INACTIVE, second));
  }

  @Test
  void a_job_that_begins_later_has_the_same_dictionary() {
    JobId id = in(JobState.DEPEND, command("true").dependency("begin-time", "4102542245"));

    assertSameDictionary(id);

    flux.jobs().cancel(id);
    assertSameDictionary(in(JobState.INACTIVE, id));
  }

  @Test
  void a_running_job_with_memos_has_the_same_dictionary() {
    JobId id = in(JobState.RUN, command("sleep", "1000").duration("10m").cwd("/tmp"));
    flux.jobs().memo(id, Map.of("uri", "ssh://node7/tmp/local-0"));
    await().until(() -> java(id).uri().isPresent());
    assertSameDictionary(id);
    assertThat(python(id, "[job.uri.local, job.uri.remote, job.status_abbrev, job.status_emoji]"))
        .map(JsonNode::asString)
        .containsExactly(
            java(id).uri().orElseThrow().local().orElseThrow(),
            java(id).uri().orElseThrow().remote("here").orElseThrow(),
            java(id).statusAbbreviation(),
            java(id).statusEmoji());
    flux.jobs().memo(id, Map.of("note", "seen"));
    await().until(() -> java(id).annotations().path("user").has("note"));
    assertSameDictionary(id);

    flux.jobs().cancel(id);
    assertSameDictionary(in(JobState.INACTIVE, id));
  }

  @Test
  void a_job_that_is_over_has_the_same_dictionary() {
    assertSameDictionary(in(JobState.INACTIVE, command("true").name("truly").numTasks(2)));
    assertSameDictionary(in(JobState.INACTIVE, command("false")));
    assertSameDictionary(in(JobState.INACTIVE, command("no-such-program")));
    assertSameDictionary(in(JobState.INACTIVE, command("sleep", "1000").duration("0.1s")));
  }

  @Test
  void an_exception_that_ends_a_job_is_in_the_dictionary() {
    JobId id = in(JobState.SCHED, held());
    flux.jobs().raise(id, "disk", 0, "full");

    assertSameDictionary(in(JobState.INACTIVE, id));
  }
}
