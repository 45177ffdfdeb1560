package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fluxjvm.Flux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;

/** What the managed store has of its own; {@link DurableStoreTest} has the rest. */
class FluxJobStoreCMTTest {
  @TempDir Path dir;

  @Test
  void what_is_scheduled_in_a_transaction_that_is_taken_back_never_fires() throws Exception {
    String url = "jdbc:h2:file:" + dir.resolve("quartz") + ";DB_CLOSE_DELAY=-1";
    H2Connections.createTables(url);
    Scheduler scheduler =
        Schedulers.create(
            Schedulers.onFlux(
                "embedded:managed",
                "managed",
                Schedulers.stored(FluxJobStoreCMT.class.getName(), url)));
    Firings firings = new Firings();
    scheduler.getListenerManager().addJobListener(firings);
    scheduler.start();
    try (Flux _ = Flux.open("embedded:managed")) {
      ManagedConnections.takenBack(
          url,
          () ->
              scheduler.scheduleJob(
                  Schedulers.shell("takenBack", "true"), Schedulers.now("takenBack")));
      scheduler.scheduleJob(Schedulers.shell("stays", "true"), Schedulers.now("stays"));

      assertThat(firings.next().job().isSuccess()).isTrue();
      assertThat(scheduler.checkExists(new TriggerKey("takenBack"))).isFalse();
      assertThat(firings.isEmpty()).isTrue();
    } finally {
      scheduler.shutdown(true);
    }
  }

  @Test
  void it_overrides_what_its_twin_overrides() {
    assertThat(methods(FluxJobStoreCMT.class))
        .containsExactlyInAnyOrderElementsOf(methods(FluxJobStoreTX.class));
  }

  private static List<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(FluxJobStoreCMTTest::signature)
        .toList();
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
