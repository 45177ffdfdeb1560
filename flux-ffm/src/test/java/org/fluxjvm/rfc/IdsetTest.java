package org.fluxjvm.rfc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsetTest {
  @ParameterizedTest
  @CsvSource({
    "'','',0",
    "[],'',0",
    "0,0,1",
    "'1,2',1-2,2",
    "'[0-3,5]','0-3,5',5",
    "'0-3,4-7',0-7,8",
    "2147483647,2147483647,1",
  })
  void a_set_is_read_and_written_in_its_shortest_form(String text, String written, long count) {
    Idset set = Idset.parse(text);

    assertThat(set).hasToString(written).isEqualTo(Idset.parse(written));
    assertThat(set.count()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3-1", "1-1", "01", "1-03", "00", "[0-3", "1,2]", "1,1", "5,1", "1-3,2-4", "1-3,3", "1,",
        ",", "- 1", " 1", "1 2", "[1],[2]", "[[1]]", "0-", "-", "+1", "1-2-3", "2147483648", "a",
        "99999999999999999999999", "\u0661"
      })
  void what_rfc_22_does_not_allow_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Idset.parse(text))
        .withMessageContaining("is not an idset")
        .withMessageContaining("at character");
  }

  @Test
  void a_range_of_all_ids_is_counted_without_being_expanded() {
    Idset all = Idset.parse("0-2147483647");

    assertThat(all.count()).isEqualTo(2_147_483_648L);
    assertThat(all.contains(Integer.MAX_VALUE)).isTrue();
    assertThat(all.minus(Idset.of(5)).toString()).isEqualTo("0-4,6-2147483647");
    assertThat(Idset.of(5).minus(all).isEmpty()).isTrue();
    assertThat(all.union(Idset.of(5))).isEqualTo(all);
  }

  @Test
  void ids_given_in_any_order_are_a_set() {
    assertThat(Idset.of(7, 3, 2, 3, 1)).hasToString("1-3,7").isEqualTo(Idset.parse("1-3,7"));
    assertThatIllegalArgumentException().isThrownBy(() -> Idset.of(-1)).withMessageContaining("-1");
    assertThatIllegalArgumentException().isThrownBy(() -> Idset.range(3, 2));
  }

  @RepeatedTest(200)
  void sets_agree_with_bit_sets(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    BitSet left = bits(random);
    BitSet right = bits(random);
    Idset a = Idset.of(left.stream().toArray());
    Idset b = Idset.of(right.stream().toArray());

    assertThat(a.stream().toArray()).isEqualTo(left.stream().toArray());
    assertThat(a.count()).isEqualTo(left.cardinality());
    assertThat(Idset.parse(a.toString())).isEqualTo(a);
    for (int id = 0; id < 80; id++) {
      assertThat(a.contains(id)).isEqualTo(left.get(id));
    }
    BitSet union = (BitSet) left.clone();
    union.or(right);
    assertThat(a.union(b)).isEqualTo(Idset.of(union.stream().toArray()));
    BitSet intersection = (BitSet) left.clone();
    intersection.and(right);
    assertThat(a.intersect(b)).isEqualTo(Idset.of(intersection.stream().toArray()));
    BitSet difference = (BitSet) left.clone();
    difference.andNot(right);
    assertThat(a.minus(b)).isEqualTo(Idset.of(difference.stream().toArray()));
  }

  private static BitSet bits(Random random) {
    BitSet bits = new BitSet();
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      bits.set(random.nextInt(70));
    }
    return bits;
  }
}
