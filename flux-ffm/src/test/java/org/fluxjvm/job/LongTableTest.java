package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongTableTest {
  @Test
  void it_holds_what_a_map_of_boxed_numbers_holds() {
    Random random = new Random(7);
    LongTable<String> table = new LongTable<>();
    Map<Long, String> map = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      long key = (long) random.nextInt(500) << 24;
      if (random.nextInt(3) == 0) {
        table.remove(key);
        map.remove(key);
      } else {
        table.put(key, "value " + i);
        map.put(key, "value " + i);
      }
      assertThat(table.size()).isEqualTo(map.size());
      long other = (long) random.nextInt(500) << 24;
      assertThat(table.get(other)).isEqualTo(map.get(other));
    }
    Set<String> visited = new HashSet<>();
    table.forEach(visited::add);
    assertThat(visited).containsExactlyInAnyOrderElementsOf(map.values());
  }
}
