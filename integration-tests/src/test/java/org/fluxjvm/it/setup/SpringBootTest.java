package org.fluxjvm.it.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.FluxSchedulerFactory;
import org.fluxjvm.scheduler.quartz.FluxThreadPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class SpringBootTest {
  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Application {
    @Bean
    SchedulerFactoryBeanCustomizer onFlux() {
      return factory -> factory.setSchedulerFactoryClass(FluxSchedulerFactory.class);
    }

    @Bean
    JobDetail report(@Value("${witness}") String witness) {
      return FluxJob.newJob(
              JobspecV1.fromCommand(List.of("sh", "-c", "echo ran >> " + witness)).build())
          .withIdentity("report")
          .storeDurably()
          .build();
    }

    @Bean
    Trigger atOnce(JobDetail report) {
      return TriggerBuilder.newTrigger().forJob(report).withIdentity("at once").startNow().build();
    }
  }

  /** Spring Boot would set up the log of all tests of this virtual machine. */
  @BeforeAll
  static void keepTheLog() {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
  }

  @Test
  void a_job_bean_runs_on_flux(@TempDir Path directory) throws Exception {
    Path witness = directory.resolve("witness");
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Application.class)
            .properties(
                "witness=" + witness,
                "spring.main.banner-mode=off",
                "spring.quartz.scheduler-name=spring",
                "spring.quartz.properties[org.quartz.threadPool.class]="
                    + FluxThreadPool.class.getName(),
                "spring.quartz.properties[org.quartz.threadPool.threadCount]=10000",
                "spring.quartz.properties[org.quartz.plugin.flux.uri]=embedded:spring")
            .run()) {
      Scheduler scheduler = context.getBean(Scheduler.class);
      assertThat(scheduler.getMetaData().getThreadPoolClass()).isEqualTo(FluxThreadPool.class);

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(witness).hasContent("ran"));
    }
  }
}
