package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunPolicy;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.quartz.FluxScheduling.Parts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.impl.SchedulerRepository;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerPlugin;

/** Runs that are under way, or over, before a scheduler says that it has started. */
class EarlyRunsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private String name;
  private Flux flux;

  @SuppressWarnings("NullAway.Init") // each test makes one
  private Scheduler scheduler;

  @BeforeEach
  void open(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    flux = Flux.open("embedded:" + name);
  }

  @AfterEach
  void close() throws Exception {
    scheduler.shutdown(true);
    flux.close();
  }

  @Test
  void a_run_that_is_over_before_the_scheduler_has_started_is_counted() throws Exception {
    FluxPlugin plugin = new FluxPlugin();
    plugin.setUri("embedded:" + name);
    scheduler = create(Map.of("flux", plugin, "hasty", new Hasty(request(name, "true"))));
    try (SchedulerMetrics metrics = SchedulerMetrics.of(scheduler)) {
      metrics.bindTo(registry);

      scheduler.start();

      assertThat(count("quartz.flux.runs.finished", "result", "completed")).isEqualTo(1);
    }
  }

  @Test
  void a_run_that_is_taken_over_at_the_start_is_adopted_and_timed() throws Exception {
    MemoryLedger ledger = new MemoryLedger(Instant::now);
    RunExecutor gone = RunExecutor.builder(flux).ledger(ledger).node("gone/gone/1").build();
    RunRequest request = request(name, "sleep 1");
    gone.run(request);
    await().until(() -> ledger.find(request.key()).orElseThrow().state().word().equals("RUNNING"));
    gone.detach();
    scheduler = create(Map.of());
    scheduler.addJob(Schedulers.shell("job", "sleep 1"), true, true);
    try (SchedulerMetrics metrics = SchedulerMetrics.of(scheduler)) {
      metrics.bindTo(registry);
      FluxScheduling scheduling = FluxScheduling.connect(scheduler, new Parts(flux, ledger));

      scheduling.start();
      scheduler.start();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> count("quartz.flux.runs.finished", "result", "completed") == 1);
      assertThat(count("quartz.flux.runs.recovered", "outcome", "adopted")).isEqualTo(1);
      assertThat(registry.get("quartz.flux.run.wait").timer().count()).isEqualTo(1);
      assertThat(
              registry.get("quartz.flux.run.duration").tag("result", "completed").timer().count())
          .isEqualTo(1);
      scheduling.close();
    }
  }

  @Test
  void a_start_that_comes_after_one_that_failed_has_meters_of_its_own() throws Exception {
    scheduler = create(Map.of());
    try (SchedulerMetrics metrics = SchedulerMetrics.of(scheduler)) {
      metrics.bindTo(registry);
      FluxExecutors.put(scheduler, RunExecutor.builder(flux).build());
      FluxExecutors.remove(scheduler);
      assertThat(registry.find("quartz.flux.runs.recovered").meters()).isEmpty();
      RunExecutor second = RunExecutor.builder(flux).build();
      FluxExecutors.put(scheduler, second);

      second.run(request(name, "true")).result().get(20, TimeUnit.SECONDS);

      assertThat(count("quartz.flux.runs.finished", "result", "completed")).isEqualTo(1);
    }
  }

  @Test
  void a_listener_that_fails_does_not_keep_a_scheduler_from_its_executor() throws Exception {
    scheduler = create(Map.of());
    FluxConnections.Listener broken =
        new FluxConnections.Listener() {
          @Override
          public void connected(RunExecutor executor) {
            throw new LedgerException("on purpose by a test", null);
          }

          @Override
          public void gone() {
            throw new LedgerException("on purpose by a test", null);
          }
        };
    FluxExecutors.connections(scheduler).add(broken);
    RunExecutor executor = RunExecutor.builder(flux).build();

    FluxExecutors.put(scheduler, executor);
    assertThat(FluxExecutors.get(scheduler)).isSameAs(executor);
    FluxExecutors.remove(scheduler);

    assertThatThrownBy(() -> FluxExecutors.get(scheduler)).isInstanceOf(SchedulerException.class);
  }

  private double count(String meter, String tag, String value) {
    return registry.find(meter).tag(tag, value).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private Scheduler create(Map<String, SchedulerPlugin> plugins) throws SchedulerException {
    SchedulerRepository.getInstance().remove(name);
    Map<String, SchedulerPlugin> ordered = new LinkedHashMap<>();
    plugins.keySet().stream().sorted().forEach(key -> ordered.put(key, plugins.get(key)));
    DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
    factory.createScheduler(
        name,
        name,
        new SimpleThreadPool(2, Thread.NORM_PRIORITY),
        null,
        new RAMJobStore(),
        ordered,
        null,
        0,
        -1,
        -1,
        false,
        null);
    return factory.getScheduler(name);
  }

  private static RunRequest request(String scheduler, String script) {
    return new RunRequest(
        new RunKey(scheduler, "DEFAULT.once", Instant.EPOCH, 0),
        "DEFAULT.job",
        "firing",
        JobspecV1.fromCommand(List.of("sh", "-c", script)).build(),
        16,
        RunPolicy.DEFAULT,
        List.of());
  }

  /** Runs something to its end while the scheduler starts its plugins. */
  private static final class Hasty implements SchedulerPlugin {
    private final RunRequest request;

    @SuppressWarnings("NullAway.Init") // Quartz initializes it
    private Scheduler scheduler;

    Hasty(RunRequest request) {
      this.request = request;
    }

    @Override
    public void initialize(String name, Scheduler scheduled, ClassLoadHelper loadHelper) {
      scheduler = scheduled;
    }

    @Override
    public void start() {
      try {
        FluxExecutors.get(scheduler).run(request).result().get(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void shutdown() {}
  }
}
