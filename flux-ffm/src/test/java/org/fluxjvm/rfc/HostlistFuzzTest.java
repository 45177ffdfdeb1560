package org.fluxjvm.rfc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

public class HostlistFuzzTest {
  private static final int SOME = 100;

  @FuzzTest
  public void text_is_a_list_that_can_be_written_and_read_again_or_refused(byte[] input) {
    Hostlist list;
    try {
      list = Hostlist.parse(new String(input, UTF_8));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("is not a hostlist");
      return;
    }
    assertThat(Hostlist.parse(list.toString())).isEqualTo(list).hasToString(list.toString());
    List<String> hosts = list.stream().limit(SOME).toList();
    assertThat(hosts).allMatch(list::contains).hasSize((int) Math.min(SOME, list.count()));
    Hostlist some = Hostlist.of(hosts.toArray(String[]::new));
    assertThat(some.stream()).isEqualTo(hosts);
    if (list.count() <= SOME) {
      assertThat(some).isEqualTo(list);
    }
  }
}
