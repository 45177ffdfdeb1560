package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each Quartz in a virtual machine of its own, from where the build has put it. */
class QuartzVersionsTest {
  private static final int LIMIT_SECONDS = 120;

  @ParameterizedTest(name = "{1} of Quartz {0}")
  @CsvSource({
    "2.3.2, org.quartz.simpl.RAMJobStore",
    "2.3.2, org.fluxjvm.scheduler.quartz.OtherJobStoreTX",
    "2.3.2, org.fluxjvm.scheduler.quartz.FluxRAMJobStore",
    "2.3.2, org.fluxjvm.scheduler.quartz.FluxJobStoreTX",
    "2.3.2, org.fluxjvm.scheduler.quartz.FluxJobStoreCMT",
    "2.5.0, org.quartz.simpl.RAMJobStore",
    "2.5.0, org.fluxjvm.scheduler.quartz.FluxJobStoreCMT",
    "2.5.0, org.fluxjvm.scheduler.quartz.FluxJobStoreTX",
    "2.5.2, org.fluxjvm.scheduler.quartz.OtherJobStoreTX"
  })
  void a_firing_outlives_its_scheduler(String version, String store, @TempDir Path dir)
      throws Exception {
    Path output = dir.resolve("output");
    Process probe =
        new ProcessBuilder(command(version, store, dir))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = probe.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    probe.destroyForcibly();

    assertThat(ended).as(Files.readString(output)).isTrue();
    assertThat(Files.readString(output)).contains("all went well on " + version);
  }

  private static List<String> command(String version, String store, Path dir) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(version), VersionProbe.class.getName()));
    command.addAll(List.of(store, dir.toString()));
    return command;
  }

  private static String classPath(String version) {
    Path quartz = Path.of("target", "quartz", "quartz-" + version + ".jar").toAbsolutePath();
    assertThat(quartz).exists();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> isQuartz(entry) ? quartz.toString() : entry)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isQuartz(String entry) {
    return Path.of(entry).getFileName().toString().matches("quartz-\\d.*\\.jar");
  }
}
