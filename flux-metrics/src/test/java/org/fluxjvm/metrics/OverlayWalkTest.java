package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fluxjvm.Errno;
import org.junit.jupiter.api.Test;

class OverlayWalkTest {
  private static final String TOPIC = "overlay.health";

  /** Three levels: 0, below it 1 and 2, below 1 are 3 and 4, below 2 are 5 and 6. */
  private final Answers flux =
      new Answers()
          .answer(
              "overlay.topology",
              """
              {"rank":0,"size":7,"children":[
               {"rank":1,"size":3,"children":[{"rank":3,"size":1,"children":[]},
                                              {"rank":4,"size":1,"children":[]}]},
               {"rank":2,"size":3,"children":[{"rank":5,"size":1,"children":[]},
                                              {"rank":6,"size":1,"children":[]}]}]}
              """);

  @Test
  void brokers_that_are_all_well_are_counted_without_a_walk() {
    flux.fail("overlay.topology", Errno.EPROTO);

    assertThat(brokers(BrokerStatus.FULL)).isEqualTo(4);
    assertThat(brokers(BrokerStatus.LOST)).isZero();
  }

  @Test
  void only_a_branch_that_is_not_well_is_looked_into() {
    flux.answer(0, TOPIC, health(0, "degraded", "1 degraded", "2 full"))
        .answer(1, TOPIC, health(1, "degraded", "3 lost", "4 full"))
        .fail(2, TOPIC, Errno.EPROTO);

    assertThat(brokers(BrokerStatus.DEGRADED)).isEqualTo(2);
    assertThat(brokers(BrokerStatus.LOST)).isEqualTo(1);
    assertThat(brokers(BrokerStatus.FULL)).isEqualTo(4);
    assertThat(brokers(BrokerStatus.UNKNOWN)).isZero();
  }

  @Test
  void what_is_below_a_lost_broker_is_lost_with_it() {
    flux.answer(0, TOPIC, health(0, "degraded", "1 lost", "2 full"));

    assertThat(brokers(BrokerStatus.LOST)).isEqualTo(3);
    assertThat(brokers(BrokerStatus.FULL)).isEqualTo(3);
  }

  @Test
  void a_broker_that_goes_while_it_is_asked_is_unknown_and_the_others_are_counted() {
    flux.answer(0, TOPIC, health(0, "degraded", "1 degraded", "2 partial"))
        .fail(1, TOPIC, Errno.EHOSTUNREACH)
        .answer(2, TOPIC, health(2, "partial", "5 offline", "6 full"));

    assertThat(brokers(BrokerStatus.UNKNOWN)).isEqualTo(3);
    assertThat(brokers(BrokerStatus.OFFLINE)).isEqualTo(1);
    assertThat(brokers(BrokerStatus.FULL)).isEqualTo(1);
    assertThat(brokers(BrokerStatus.PARTIAL)).isEqualTo(1);
    assertThat(brokers(BrokerStatus.DEGRADED)).isEqualTo(1);
  }

  @Test
  void a_broker_that_its_parent_does_not_speak_of_is_unknown() {
    flux.answer(0, TOPIC, health(0, "partial", "2 full"));

    assertThat(brokers(BrokerStatus.UNKNOWN)).isEqualTo(3);
  }

  @Test
  void a_thousand_branches_that_are_not_well_are_not_a_thousand_requests() {
    flux.answer(
            "overlay.topology",
            "{\"rank\":0,\"size\":2001,\"children\":["
                + IntStream.rangeClosed(1, 1000)
                    .mapToObj(
                        rank ->
                            "{\"rank\":%d,\"size\":2,\"children\":[{\"rank\":%d,\"size\":1}]}"
                                .formatted(rank, rank + 1000))
                    .collect(Collectors.joining(","))
                + "]}")
        .answer(
            0,
            TOPIC,
            health(
                0,
                "degraded",
                IntStream.rangeClosed(1, 1000)
                    .mapToObj(rank -> rank + " degraded")
                    .toArray(String[]::new)))
        .answer(TOPIC, health(1, "degraded"));

    assertThat(brokers(BrokerStatus.DEGRADED)).isEqualTo(1 + OverlayWalk.LIMIT);
    assertThat(brokers(BrokerStatus.UNKNOWN))
        .isEqualTo(2000 - 2 * OverlayWalk.LIMIT + OverlayWalk.LIMIT);
    assertThat(flux.asked()).isLessThan(2 * (OverlayWalk.LIMIT + 3));
  }

  private double brokers(BrokerStatus status) {
    return new OverlayPoll()
        .ask(flux)
        .join()
        .values()
        .getOrDefault(new Series(InstanceMeter.BROKERS, List.of(status.tag())), Double.NaN);
  }

  private static String health(int rank, String status, String... children) {
    String below =
        List.of(children).stream()
            .map(child -> child.split(" ", -1))
            .map(words -> "{\"rank\":%s,\"status\":\"%s\"}".formatted(words[0], words[1]))
            .collect(Collectors.joining(","));
    return "{\"rank\":%d,\"status\":\"%s\",\"duration\":1,\"children\":[%s]}"
        .formatted(rank, status, below);
  }
}
