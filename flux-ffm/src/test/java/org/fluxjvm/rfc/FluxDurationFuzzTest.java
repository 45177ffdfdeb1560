package org.fluxjvm.rfc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

public class FluxDurationFuzzTest {
  private static final int ONE_SECOND = 1_000_000_000;

  @FuzzTest
  public void text_is_a_duration_that_can_be_written_and_read_again_or_refused(byte[] input) {
    ByteBuffer numbers = ByteBuffer.wrap(Arrays.copyOf(input, Long.BYTES + Integer.BYTES));
    writeAndRead(
        Duration.ofSeconds(
            numbers.getLong() & Long.MAX_VALUE, Math.floorMod(numbers.getInt(), ONE_SECOND)));
    String text = new String(input, UTF_8);
    try {
      assertThat(FluxDuration.parseSeconds(text)).isNotNaN().isNotNegative();
      writeAndRead(FluxDuration.parse(text));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("is not a valid Flux Standard Duration");
    }
  }

  private static void writeAndRead(Duration duration) {
    assertThat(FluxDuration.parse(FluxDuration.format(duration))).isEqualTo(duration);
  }
}
