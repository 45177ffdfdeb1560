package org.fluxjvm.rfc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.fluxjvm.job.JobId;

public class FluidFuzzTest {
  @FuzzTest
  public void text_is_an_id_in_each_of_its_spellings_or_refused(byte[] input) {
    spell(ByteBuffer.wrap(Arrays.copyOf(input, Long.BYTES)).getLong());
    String text = new String(input, UTF_8);
    try {
      long id = JobId.parse(text).value();
      spell(id);
      assertThat(text.chars().allMatch(c -> c < 0x80) || mayBeF58OrEmoji(text.strip())).isTrue();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("is not a valid Flux job id");
    }
  }

  private static boolean mayBeF58OrEmoji(String text) {
    return text.startsWith("ƒ") || Character.isHighSurrogate(text.charAt(0));
  }

  private static void spell(long id) {
    for (Fluid.Encoding encoding : Fluid.Encoding.values()) {
      assertThat(Fluid.decode(Fluid.encode(id, encoding))).isEqualTo(id);
    }
  }
}
