package org.fluxjvm.it.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.Flux;
import org.fluxjvm.InstanceInfo;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JobUri;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@FluxTest(value = InstanceKind.REAL, cores = 4)
class InstanceInfoTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static JobInfo running(Flux flux, JobId id) {
    return await()
        .atMost(LIMIT)
        .until(() -> flux.jobs().get(id).orElseThrow(), job -> job.state() == JobState.RUN);
  }

  @Test
  void an_instance_in_a_job_tells_of_its_jobs_and_its_resources(Flux flux) {
    String script = "#!/bin/sh\nflux run true\nexec flux run -o cpu-affinity=off sleep 1000\n";
    JobId id =
        flux.jobs()
            .submit(
                JobspecV1.fromBatchCommand(script, "batch")
                    .numSlots(2)
                    .setShellOption("cpu-affinity", "off")
                    .output("/dev/null")
                    .build());

    InstanceInfo info =
        await()
            .atMost(LIMIT)
            .until(
                () -> flux.jobs().get(id).flatMap(InstanceInfo::of),
                known ->
                    known
                        .map(is -> is.stats().all())
                        .filter(jobs -> jobs.successful() == 1 && jobs.run() == 1)
                        .isPresent())
            .orElseThrow();

    assertThat(info.progress()).hasValue(0.5);
    assertThat(info.resources().all().nodes()).isEqualTo(1);
    assertThat(info.utilization()).hasValue(1.0 / info.resources().all().cores());
    assertThat(info.gpuUtilization()).isEmpty();
    JobUri uri = flux.jobs().get(id).flatMap(JobInfo::uri).orElseThrow();
    assertThat(uri.host()).contains(flux.attribute("hostname"));
    assertThat(uri.remote("elsewhere")).contains(uri.text());
    try (Flux inside = Flux.open(uri.local().orElseThrow())) {
      assertThat(inside.attribute("instance-level")).isEqualTo("1");
      assertThat(uri.local()).contains(inside.attribute("local-uri"));
    }

    flux.jobs().cancel(id);
    flux.jobs().result(id);
    await()
        .atMost(LIMIT)
        .until(() -> flux.jobs().get(id).orElseThrow().state() == JobState.INACTIVE);
    assertThat(flux.jobs().get(id).flatMap(InstanceInfo::of)).isEmpty();
  }

  @Test
  void other_jobs_tell_nothing_whatever_they_say_that_they_are(Flux flux) {
    JobId id = flux.jobs().submit(JobspecV1.fromCommand(List.of("sleep", "1000")).build());
    assertThat(InstanceInfo.of(running(flux, id))).isEmpty();

    for (String memo : List.of("local:///no/such/socket", "no URI", "embedded:")) {
      flux.jobs().memo(id, Map.of("uri", memo));
      JobInfo job =
          await()
              .atMost(LIMIT)
              .until(
                  () -> flux.jobs().get(id).orElseThrow(),
                  known -> known.uri().map(JobUri::text).equals(Optional.of(memo)));
      assertThat(InstanceInfo.of(job, Duration.ofSeconds(2))).as(memo).isEmpty();
    }
    flux.jobs().cancel(id);
    flux.jobs().result(id);
  }
}
