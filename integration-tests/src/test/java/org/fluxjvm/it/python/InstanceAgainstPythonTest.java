package org.fluxjvm.it.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.DrainInfo;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.InstanceResources;
import org.fluxjvm.QueueInfo;
import org.fluxjvm.QueueLimits;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.rfc.Idset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What both know of the queues and the resources of the same instance. */
@Timeout(180)
@EnabledIfFlux
class InstanceAgainstPythonTest {
  @TempDir Path directory;

  private static JsonNode python(Flux flux, String expression) {
    return FluxPython.evaluate(List.of(expression), Map.of("FLUX_URI", flux.uri())).getFirst();
  }

  private static final String QUEUES =
      """
      [policy]
      jobspec.defaults.system.queue = "batch"
      jobspec.defaults.system.duration = "1h"
      limits.duration = "4h"
      limits.job-size.max.nnodes = 8

      [queues.batch]

      [queues.debug.policy]
      jobspec.defaults.system.duration = "90s"
      limits.duration = "30m"
      limits.job-size.max.nnodes = -1
      limits.job-size.max.ncores = 4
      limits.job-size.min.ncores = 2
      """;

  private static final String PYTHON_QUEUES =
      """
      {q.name: [str(float(n)) for n in [q.is_default, q.enabled, q.started,\
       q.defaults.duration, q.limits.duration, q.limits.min.nnodes, q.limits.min.ncores,\
       q.limits.max.nnodes, q.limits.max.ncores]] for q in QueueList(handle())}\
      """;

  /** As Python has it, where no bound is no least and an infinite most. */
  private static List<String> asInPython(QueueInfo queue) {
    QueueLimits limits = queue.limits();
    return Stream.of(
            queue.isDefault() ? 1 : 0,
            queue.enabled() ? 1 : 0,
            queue.started() ? 1 : 0,
            seconds(queue.defaultDuration()),
            seconds(limits.duration()),
            limits.least().nodes().orElse(0),
            limits.least().cores().orElse(0),
            bound(limits.most().nodes()),
            bound(limits.most().cores()))
        .map(number -> Double.toString(number.doubleValue()).replace("Infinity", "inf"))
        .toList();
  }

  private static double seconds(Optional<Duration> duration) {
    return duration.map(d -> d.toMillis() / 1e3).orElse(Double.POSITIVE_INFINITY);
  }

  private static double bound(OptionalLong most) {
    return most.isPresent() ? most.getAsLong() : Double.POSITIVE_INFINITY;
  }

  @Test
  void queues_have_their_names_states_defaults_and_limits() {
    try (FluxInstance instance = FluxInstance.builder().cores(8).config(QUEUES).start();
        Flux flux = instance.open()) {
      flux.rpc(
          "job-manager.queue-enable",
          Map.of("name", "debug", "enable", false, "reason", "repairs", "all", false));
      flux.rpc(
          "job-manager.queue-start",
          Map.of("name", "batch", "start", true, "all", false, "nocheckpoint", false));
      Map<String, QueueInfo> queues =
          flux.queues().stream().collect(Collectors.toMap(QueueInfo::name, Function.identity()));

      assertThat(queues).containsOnlyKeys("batch", "debug");
      assertThat(flux.queuesAsync().join()).containsExactlyInAnyOrderElementsOf(queues.values());
      QueueInfo batch = Objects.requireNonNull(queues.get("batch"));
      assertThat(batch.isDefault() && batch.enabled() && batch.started()).isTrue();
      assertThat(batch.defaultDuration()).contains(Duration.ofHours(1));
      QueueInfo debug = Objects.requireNonNull(queues.get("debug"));
      assertThat(debug.isDefault() || debug.enabled() || debug.started()).isFalse();
      assertThat(debug.disableReason()).contains("repairs");
      assertThat(debug.defaultDuration()).contains(Duration.ofSeconds(90));
      assertThat(debug.limits().duration()).contains(Duration.ofMinutes(30));
      assertThat(debug.limits().most().nodes()).isEmpty();
      assertThat(debug.limits().most().cores()).hasValue(4);
      assertThat(debug.limits().least().cores()).hasValue(2);

      JsonNode python = python(flux, PYTHON_QUEUES);
      for (QueueInfo queue : queues.values()) {
        assertThat(python.path(queue.name()))
            .as(queue.name())
            .map(
                number ->
                    number.asString().replace("-1.0", "inf")) // as written in a queue's policy
            .isEqualTo(asInPython(queue));
      }
    }
  }

  @Test
  void drained_ranks_and_those_in_housekeeping_are_told() throws IOException {
    Path done = directory.resolve("done");
    String config =
        """
        [job-manager.housekeeping]
        command = ["/bin/sh", "-c", "while ! test -e %s; do sleep 0.1; done"]
        """
            .formatted(done);
    try (FluxInstance instance = FluxInstance.builder().size(3).cores(1).config(config).start();
        Flux flux = instance.open()) {
      Instant before = Instant.now().minusSeconds(1);
      flux.rpc("resource.drain", Map.of("targets", "1", "reason", "bad disk"));
      flux.rpc("resource.drain", Map.of("targets", "2"));
      JobId id =
          flux.jobs()
              .submit(
                  JobspecV1.fromCommand(List.of("true"))
                      .setShellOption("cpu-affinity", "off")
                      .build());
      flux.jobs().result(id);
      InstanceResources resources =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(flux::resources, now -> !now.housekeeping().isEmpty());

      assertThat(resources.housekeeping()).isEqualTo(Idset.of(0));
      assertThat(resources.drainedRanks()).isEqualTo(Idset.of(1, 2));
      assertThat(resources.drainOf(1).map(DrainInfo::reason)).contains("bad disk");
      assertThat(resources.drainOf(2).map(DrainInfo::reason)).contains("");
      assertThat(resources.drainOf(0)).isEmpty();
      assertThat(resources.drained())
          .allSatisfy(drain -> assertThat(drain.since()).isBetween(before, Instant.now()));
      assertThat(flux.resourcesAsync().join().drained()).isEqualTo(resources.drained());

      JsonNode python =
          python(
              flux,
              "(lambda s: [[str(s[n]) for n in ('nodelist', 'avail', 'offline', 'online',"
                  + " 'exclude', 'torpid', 'housekeeping', 'allocated', 'drained', 'draining')],"
                  + " {str(d.ranks): d.timestamp for d in s.drain_info}])"
                  + "(resource_status(handle()).get())");
      assertThat(python.path(0))
          .map(JsonNode::asString)
          .containsExactly(
              resources.nodelist().toString(),
              resources.available().toString(),
              resources.offline().toString(),
              resources.online().toString(),
              resources.excluded().toString(),
              resources.torpid().toString(),
              resources.housekeeping().toString(),
              resources.allocated().ranks().toString(),
              resources.drainedRanks().toString(),
              resources.draining().toString());
      for (DrainInfo drain : resources.drained()) {
        double seconds = ChronoUnit.MICROS.between(Instant.EPOCH, drain.since()) / 1e6;
        assertThat(seconds)
            .isCloseTo(python.path(1).path(drain.ranks().toString()).asDouble(), within(1e-5));
      }
      Files.createFile(done);
    }
  }
}
