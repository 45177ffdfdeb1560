package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fluxjvm.rfc.Fluid.Encoding;
import org.junit.jupiter.api.Test;

class JobIdTest {
  private static final JobId ID = JobId.of(6731191091817518L);

  @Test
  void an_id_has_every_spelling() {
    assertThat(ID.dec()).isEqualTo("6731191091817518");
    assertThat(ID.hex()).isEqualTo("0x17e9fb8df16c2e");
    assertThat(ID.dothex()).isEqualTo("0017.e9fb.8df1.6c2e");
    assertThat(ID.kvs()).isEqualTo("job.0017.e9fb.8df1.6c2e");
    assertThat(ID.f58()).isEqualTo("ƒuZZybuNNy");
    assertThat(ID.f58plain()).isEqualTo("fuZZybuNNy");
    assertThat(ID.words()).isEqualTo("reform-remote-galileo--heart-package-academy");
    assertThat(ID.emoji()).isEqualTo("👩💅📓😸👑🚓");
    assertThat(ID).hasToString("ƒuZZybuNNy");
  }

  @Test
  void an_id_is_read_from_every_spelling() {
    for (Encoding encoding : Encoding.values()) {
      assertThat(JobId.parse(ID.encode(encoding))).isEqualTo(ID);
    }
  }

  @Test
  void an_id_keeps_the_text_it_was_read_from_and_is_equal_without_regard_to_it() {
    JobId read = JobId.parse(" 0x4D2");
    assertThat(read.orig()).isEqualTo(" 0x4D2");
    assertThat(JobId.of(1234).orig()).isEqualTo("1234");
    assertThat(read).isEqualTo(JobId.of(1234)).hasSameHashCodeAs(JobId.of(1234));
    assertThat(read).isNotEqualTo(JobId.of(1235)).hasToString("ƒNH");
  }

  @Test
  void ids_are_ordered_as_unsigned_numbers() {
    assertThat(JobId.of(-1)).isGreaterThan(JobId.of(Long.MAX_VALUE));
    assertThat(JobId.of(-1).dec()).isEqualTo("18446744073709551615");
    assertThat(JobId.parse("18446744073709551615").value()).isEqualTo(-1);
  }

  @Test
  void text_that_is_no_id_is_refused() {
    assertThatThrownBy(() -> JobId.parse("ƒƒ2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'ƒƒ2' is not a valid Flux job id: ");
  }
}
