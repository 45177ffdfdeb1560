package org.fluxjvm.rfc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

public class IdsetFuzzTest {
  private static final int SOME = 100;

  @FuzzTest
  public void text_is_a_set_that_can_be_written_and_read_again_or_refused(byte[] input) {
    String text = new String(input, UTF_8);
    Idset set;
    try {
      set = Idset.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("is not an idset");
      return;
    }
    assertThat(Idset.parse(set.toString())).isEqualTo(set).hasToString(set.toString());
    assertThat(set.toString().length()).isLessThanOrEqualTo(text.length());
    assertThat(set.stream().limit(SOME).allMatch(set::contains)).isTrue();
    assertThat(set.stream().limit(SOME).count()).isEqualTo(Math.min(SOME, set.count()));
    combine(set, Idset.range(SOME / 2, Integer.MAX_VALUE));
  }

  private static void combine(Idset set, Idset other) {
    Idset both = set.intersect(other);
    Idset rest = set.minus(other);
    assertThat(both.count() + rest.count()).isEqualTo(set.count());
    assertThat(both.union(rest)).isEqualTo(set);
    assertThat(set.union(other).minus(other)).isEqualTo(rest);
  }
}
