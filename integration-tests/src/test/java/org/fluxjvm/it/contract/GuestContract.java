package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fluxjvm.job.JobId;
import org.junit.jupiter.api.Test;

/** What a user who does not own the instance may do to a job that is not his. */
abstract class GuestContract extends Contract {
  /** Makes all calls of {@link GuestCalls} as a guest. */
  abstract Map<String, String> asGuest(List<JobId> jobs) throws Exception;

  @Test
  void a_guest_may_look_at_the_instance_and_its_lists_and_is_refused_the_rest() throws Exception {
    List<JobId> running =
        Stream.generate(() -> submit(simulated("60s"))).limit(GuestCalls.JOBS).toList();
    running.forEach(id -> awaitEvent(id, "start"));

    Map<String, String> answers = asGuest(running);

    assertThat(answers.entrySet().stream().filter(e -> e.getValue().equals(GuestCalls.ALLOWED)))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "killAll of own",
            "get",
            "list",
            "timeLeft",
            "stats",
            "queues",
            "resources",
            "attribute");
    assertThat(answers.values().stream().filter(Predicate.not(GuestCalls.ALLOWED::equals)))
        .hasSize(19)
        .containsOnly("EPERM");
    assertThat(running)
        .allSatisfy(id -> assertThat(flux.jobs().get(id).orElseThrow().exception()).isEmpty());
  }
}
