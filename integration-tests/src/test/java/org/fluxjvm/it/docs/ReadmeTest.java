package org.fluxjvm.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.fluxjvm.scheduler.quartz.FluxExecutors;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.impl.SchedulerRepository;

class ReadmeTest {
  private static final Path README = Snippets.root().resolve("README.md");

  @Test
  void the_library_snippet_runs_a_job_and_prints_its_events(@TempDir Path dir) throws Exception {
    Class<?> snippet =
        new SnippetCompiler(dir).compile("Library", "", Snippets.of(README, "java").get(0));

    String printed = printedBy(() -> snippet.getMethod("run").invoke(null));

    assertThat(printed).contains(" submit ", " start", " finish", " clean").endsWith("COMPLETED\n");
  }

  @Test
  void the_quartz_snippets_connect_a_scheduler_and_schedule_a_job(@TempDir Path dir)
      throws Exception {
    List<String> java = Snippets.of(README, "java");
    Files.writeString(
        dir.resolve("quartz.properties"), Snippets.of(README, "properties").getFirst());
    Class<?> snippet = new SnippetCompiler(dir).compile("Quartz", "", java.get(1) + java.get(2));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(snippet.getClassLoader()); // where Quartz looks for its properties
    try {
      snippet.getMethod("run").invoke(null);
    } finally {
      thread.setContextClassLoader(before);
    }

    Scheduler scheduler = SchedulerRepository.getInstance().lookup("nightly");
    try {
      assertThat(FluxExecutors.get(scheduler).active()).isEmpty();
      assertThat(scheduler.getTriggersOfJob(JobKey.jobKey("nightly-report"))).hasSize(1);
    } finally {
      scheduler.shutdown();
    }
  }

  @Test
  void the_metrics_snippet_shows_a_scheduler_in_a_registry(@TempDir Path dir) throws Exception {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", "metered");
    properties.put("org.quartz.plugin.flux.uri", "embedded:metered");
    Scheduler scheduler = new FluxSchedulerFactory(properties).getScheduler();
    List<MeterRegistry> registries = new ArrayList<>();
    Consumer<MeterRegistry> look = registries::add;
    Class<?> snippet =
        new SnippetCompiler(dir)
            .compile(
                "Metrics",
                "Scheduler scheduler, String uri, java.util.function.Consumer<MeterRegistry> look",
                Snippets.of(README, "java").get(3) + "look.accept(registry);");
    try {
      snippet
          .getMethod("run", Scheduler.class, String.class, Consumer.class)
          .invoke(null, scheduler, "embedded:metered", look);
      scheduler.start();

      assertThat(registries.getFirst().find("quartz.scheduler.running").gauge()).isNotNull();
      assertThat(registries.getFirst().find("quartz.flux.runs.recovered").counters()).hasSize(2);
      assertThat(registries.getFirst().find("flux.up").gauge()).isNotNull();
      assertThat(registries.getFirst().find("flux.job.journal").gauge()).isNotNull();
      assertThat(registries.getFirst().find("flux.client.losses").counter()).isNotNull();
    } finally {
      scheduler.shutdown();
    }
  }

  @Test
  void the_test_snippet_is_a_test_that_succeeds(@TempDir Path dir) throws Exception {
    Class<?> snippet =
        new SnippetCompiler(dir).compileClass("ReportTest", Snippets.of(README, "java").get(4));

    EngineTestKit.engine("junit-jupiter")
        .selectors(DiscoverySelectors.selectClass(snippet))
        .execute()
        .testEvents()
        .assertStatistics(tests -> tests.started(1).succeeded(1));
  }

  @Test
  void the_schedule_is_one_without_mistakes(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(dir.resolve("schedule.yaml"), Snippets.of(README, "yaml").getLast());

    ScheduleFile schedule = ScheduleFile.read(file, Clock.systemUTC());

    assertThat(schedule.jobs())
        .extracting(ScheduledJob::name)
        .containsExactly("nightly-report", "heartbeat");
    assertThat(schedule.warnings()).isEmpty();
  }

  @Test
  void every_file_that_it_links_to_is_there() throws Exception {
    List<String> links =
        Pattern.compile("\\]\\(([^)#:]+)\\)")
            .matcher(Files.readString(README))
            .results()
            .map(link -> link.group(1))
            .toList();

    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(README.resolveSibling(link)).exists());
  }

  private interface Action {
    void run() throws Exception;
  }

  private static String printedBy(Action action) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
