package org.fluxjvm.connector.libflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.junit.jupiter.api.Test;

@OnDouble
class MemoryOnDoubleTest {
  private static final int CALLS = 100_000;
  private static final int AT_A_TIME = 1_000;

  /** The arenas of Java are what the JVM counts as "Other". */
  private static final Pattern ARENAS = Pattern.compile("Other \\(reserved=(\\d+)KB");

  @Test
  void a_hundred_thousand_calls_leave_nothing_behind() throws Exception {
    try (Connector connector = FluxDouble.open()) {
      call(connector, AT_A_TIME * 10);
      long before = arenaKilobytes();
      call(connector, CALLS);
      assertThat(arenaKilobytes() - before).as("growth in kB").isLessThan(CALLS / 1024);
      Heard.await(connector.onEventLoop(handle -> "all destroyed"));
      assertThat(FluxDouble.alive()).isEqualTo("handles=1 watchers=1 handlers=1");
    }
  }

  private static void call(Connector connector, int count) throws InterruptedException {
    for (int made = 0; made < count; made += AT_A_TIME) {
      CountDownLatch ends = new CountDownLatch(AT_A_TIME);
      for (int i = 0; i < AT_A_TIME; i++) {
        connector.rpc(request(i), counting(ends));
      }
      assertThat(ends.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Request request(int i) {
    return switch (i % 4) {
      case 0 -> Request.single("double.error", "{\"errno\":2,\"text\":\"none\"}");
      case 1 -> Request.stream("double.count", "{\"count\":0,\"errno\":61}");
      case 2 -> Request.single("double.refuse", "{\"errno\":22}");
      default -> Request.single("double.echo", "{\"payload\":\"" + "x".repeat(i) + "\"}");
    };
  }

  private static ResponseHandler counting(CountDownLatch ends) {
    return new ResponseHandler() {
      @Override
      public void onResponse(MemorySegment payload) {
        ends.countDown();
      }

      @Override
      public void onError(FluxException error) {
        ends.countDown();
      }
    };
  }

  private static long arenaKilobytes() throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(ProcessHandle.current().pid()),
                "VM.native_memory")
            .redirectErrorStream(true)
            .start();
    String report = new String(jcmd.getInputStream().readAllBytes());
    assertThat(jcmd.waitFor()).as(report).isZero();
    Matcher arenas = ARENAS.matcher(report);
    assertThat(arenas.find()).as(report).isTrue();
    return Long.parseLong(arenas.group(1));
  }
}
