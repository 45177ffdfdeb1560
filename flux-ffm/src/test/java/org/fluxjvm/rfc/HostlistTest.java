package org.fluxjvm.rfc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostlistTest {
  /** What {@code flux hostlist} of flux-core 0.88.0 makes of each. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo[0-3,5],bar | foo[0-3,5],bar",
        "foo0,foo1,foo3 | foo[0-1,3]",
        "foo09,foo10,foo11 | foo[09-11]",
        "foo9,foo10 | foo[9-10]",
        "foo[0-1]-eth2 | foo0-eth2,foo1-eth2",
        "foo[1-2]bar | foo1bar,foo2bar",
        "foo1,foo1 | foo[1,1]",
        "a,,b | a,b",
        "a b | a,b",
        "foo[01-3] | foo[01-03]",
        "foo[1-03] | foo[1-3]",
        "[1-3] | [1-3]",
        "5,6,7 | [5-7]",
        "foo[0-1],foo[2-3] | foo[0-3]",
        "foo01,foo2 | foo[01,2]",
        "foo0,foo00 | foo[0,00]",
        "foo01,foo02,foo10 | foo[01-02,10]"
      })
  void lists_are_written_as_flux_writes_them(String text, String written) {
    assertThat(Hostlist.parse(text)).hasToString(written);
    assertThat(Hostlist.parse(written)).isEqualTo(Hostlist.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo[3-1]",
        "foo[a]",
        "foo[",
        "foo]",
        "foo[]",
        "foo[1-3",
        "foo[-1]",
        "foo[1--2]",
        "foo[0-99999999999999999999]",
        "foo[0-1][0-1]",
        "f[0-999999999]x"
      })
  void what_is_no_hostlist_is_refused_with_its_place(String text) {
    assertThatThrownBy(() -> Hostlist.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at character");
  }

  @Test
  void hosts_come_in_order_with_their_zeroes() {
    assertThat(Hostlist.parse("n[08-10],login").stream())
        .containsExactly("n08", "n09", "n10", "login");
    assertThat(Hostlist.of("b1", "a", "b2").stream()).containsExactly("b1", "a", "b2");
  }

  @Test
  void a_range_takes_no_more_room_than_its_text() {
    Hostlist many = Hostlist.parse("n[0-99999999999]");

    assertThat(many.count()).isEqualTo(100_000_000_000L);
    assertThat(many.contains("n99999999999")).isTrue();
    assertThat(many.contains("n099")).isFalse();
    assertThat(many.contains("m1")).isFalse();
  }

  @Test
  void hosts_are_the_same_wherever_the_brackets_begin() {
    assertThat(Hostlist.parse("n1[8-10]"))
        .isEqualTo(Hostlist.of("n18", "n19", "n110"))
        .hasToString("n[18-19,110]");
    assertThat(Hostlist.parse("n0[08-11]")).isEqualTo(Hostlist.parse("n[008-011]"));
    assertThat(Hostlist.parse("n1[8-10]").contains("n110")).isTrue();
    assertThat(Hostlist.parse("n1[08-12]").contains("n18")).isFalse();
  }

  @Test
  void more_hosts_than_a_long_can_count_are_counted_as_that_many() {
    String most = "0-999999999999999999";
    String text = "n[" + String.join(",", Collections.nCopies(10, most)) + "]";
    assertThat(Hostlist.parse(text).count()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> Hostlist.parse(text + "-ib")).hasMessageContaining("more than 65536");
  }

  @Test
  void long_names_are_not_made_many() {
    assertThatThrownBy(() -> Hostlist.parse("n".repeat(1_000) + "[0-60000]-ib"))
        .hasMessageContaining("too long to be so many");
  }

  @Test
  void lists_are_joined() {
    assertThat(Hostlist.parse("n[1-2]").plus(Hostlist.parse("n3"))).hasToString("n[1-3]");
    assertThat(Hostlist.empty().isEmpty()).isTrue();
    assertThat(Hostlist.parse("")).isEqualTo(Hostlist.empty());
  }

  @Test
  void a_name_with_brackets_is_no_host() {
    assertThatThrownBy(() -> Hostlist.of("n[1-2]")).hasMessageContaining("n[1-2]");
    assertThatThrownBy(() -> Hostlist.of("")).isInstanceOf(IllegalArgumentException.class);
  }
}
