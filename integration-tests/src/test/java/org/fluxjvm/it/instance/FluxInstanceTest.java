package org.fluxjvm.it.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.FluxInstanceBuilder;
import org.fluxjvm.it.JavaProcess;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.rfc.Idset;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@EnabledIfFlux
class FluxInstanceTest {
  @TempDir Path parent;

  private static Jobspec command(String... words) {
    return JobspecV1.fromCommand(List.of(words)).setShellOption("cpu-affinity", "off").build();
  }

  private FluxInstanceBuilder builder() {
    return FluxInstance.builder().parentDirectory(parent);
  }

  private static List<ProcessHandle> processes() {
    return ProcessHandle.current().descendants().toList();
  }

  @Test
  void one_broker_runs_jobs_until_it_is_closed_and_leaves_nothing() throws Exception {
    List<ProcessHandle> before = processes();
    FluxInstance instance = builder().start();
    List<ProcessHandle> its = new ArrayList<>(processes());
    its.removeAll(before);
    try (Flux flux = instance.open()) {
      assertThat(flux.jobs().result(flux.jobs().submit(command("true"))).isSuccess()).isTrue();
      assertThat(flux.attribute("size")).isEqualTo("1");
      assertThat(flux.attribute("instance-level")).isEqualTo("0");
      flux.jobs().submit(command("sleep", "1000"));
    }
    assertThat(its).hasSizeGreaterThan(1).allMatch(ProcessHandle::isAlive);
    assertThat(instance.isAlive()).isTrue();

    instance.close();

    assertThat(instance.isAlive()).isFalse();
    assertThat(its).noneMatch(ProcessHandle::isAlive);
    assertThat(parent).isEmptyDirectory();
    instance.close();
    assertThatThrownBy(instance::open).isInstanceOf(FluxException.class);
  }

  @Test
  void three_brokers_are_three_nodes_of_as_many_cores_as_they_are_told() {
    try (FluxInstance instance = builder().size(3).cores(5).start();
        Flux flux = instance.open()) {
      assertThat(flux.resources().free().nodes()).isEqualTo(3);
      assertThat(flux.resources().free().cores()).isEqualTo(15);

      JobId id =
          flux.jobs()
              .submit(
                  JobspecV1.fromCommand(List.of("sh", "-c", "echo $FLUX_TASK_RANK"))
                      .setShellOption("cpu-affinity", "off")
                      .numNodes(3)
                      .numTasks(3)
                      .build());

      assertThat(flux.jobs().result(id).isSuccess()).isTrue();
      assertThat(flux.jobs().output(id).read().stdout().lines())
          .containsExactlyInAnyOrder("0", "1", "2");
      assertThat(flux.jobs().get(id).orElseThrow().ranks()).hasValue(Idset.parse("0-2"));
    }
  }

  @Test
  void without_other_cores_it_has_those_of_the_machine() {
    try (FluxInstance instance = builder().start();
        Flux flux = instance.open()) {
      assertThat(flux.resources().all().cores()).isPositive();
      assertThat(flux.resources().all().nodes()).isEqualTo(1);
    }
  }

  @Test
  void configuration_and_attributes_reach_the_brokers() {
    try (FluxInstance instance =
            builder()
                .cores(2)
                .config("[job-manager]\ninactive-num-limit = 5\n")
                .attribute("tbon.topo", "kary:1")
                .start();
        Flux flux = instance.open()) {
      assertThat(flux.attribute("tbon.topo")).isEqualTo("kary:1");
      assertThat(flux.rpc("config.get").at("/job-manager/inactive-num-limit").asInt()).isEqualTo(5);
      assertThat(flux.resources().all().cores()).isEqualTo(2);
    }
  }

  @Test
  void a_broken_configuration_fails_the_start_with_the_text_of_the_broker() {
    FluxException failure =
        catchThrowableOfType(FluxException.class, () -> builder().config("[job-manager\n").start());

    assertThat(failure.errno()).isEqualTo(Errno.EIO);
    assertThat(failure).hasMessageContaining("Config file error").hasMessageContaining(":1:");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void two_instances_side_by_side_know_nothing_of_each_other() {
    try (FluxInstance one = builder().start();
        FluxInstance other = builder().start();
        Flux inOne = one.open();
        Flux inOther = other.open()) {
      inOne.jobs().result(inOne.jobs().submit(command("true")));

      assertThat(one.uri()).isNotEqualTo(other.uri());
      assertThat(list(inOne)).hasSize(1);
      assertThat(list(inOther)).isEmpty();
    }
  }

  @Test
  void the_next_instance_on_a_state_directory_knows_the_jobs_of_the_last() {
    Path state = parent.resolve("state/of/mine");
    JobId id;
    try (FluxInstance first = builder().stateDirectory(state).start();
        Flux flux = first.open()) {
      id = flux.jobs().submit(command("true"));
      flux.jobs().result(id);
    }
    assertThat(state).isNotEmptyDirectory();

    try (FluxInstance second = builder().stateDirectory(state).start();
        Flux flux = second.open()) {
      assertThat(list(flux)).extracting(JobInfo::id).containsExactly(id);
      assertThat(flux.jobs().result(id).isSuccess()).isTrue();
    }
  }

  @Test
  void one_that_is_killed_is_gone_at_once() {
    List<ProcessHandle> before = processes();
    FluxInstance instance = builder().size(2).start();
    List<ProcessHandle> its = new ArrayList<>(processes());
    its.removeAll(before);

    instance.kill();

    assertThat(instance.isAlive()).isFalse();
    assertThat(parent).isEmptyDirectory();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> its.stream().noneMatch(ProcessHandle::isAlive));
    instance.close();
  }

  @Test
  void a_killed_virtual_machine_leaves_no_process_and_no_directory() throws Exception {
    Process machine = JavaProcess.of(LongLivedProgram.class, parent.toString()).start();
    assertThat(machine.inputReader().readLine()).isEqualTo("running");
    List<ProcessHandle> its = machine.descendants().toList();
    assertThat(its).anyMatch(process -> commandLine(process).contains("sleep"));
    assertThat(parent).isNotEmptyDirectory();

    machine.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(its).noneMatch(ProcessHandle::isAlive);
              assertThat(parent).isEmptyDirectory();
            });
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }

  private static List<JobInfo> list(Flux flux) {
    List<JobInfo> list = new ArrayList<>();
    try (ResponseStream<JobInfo> jobs = flux.jobs().list(JobQuery.mine())) {
      jobs.forEach(list::add);
    }
    return list;
  }
}
