package org.fluxjvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientObserverTest {
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final LongAdder journaled = new LongAdder();
  private final LongAdder worked = new LongAdder();

  private final ClientObserver observer =
      new ClientObserver() {
        @Override
        public void onAnswer(String topic, long nanos) {
          assertThat(nanos).isPositive();
          told.add(topic);
        }

        @Override
        public void onFailure(String topic, Errno errno) {
          told.add(topic + " " + errno);
        }

        @Override
        public void onJournalEvent(double timestamp) {
          journaled.increment();
        }

        @Override
        public void onLoopWork(long nanos) {
          worked.add(nanos);
        }
      };

  private static Flux open(ClientObserver observer) {
    return Flux.builder().uri("embedded:").observer(observer).open();
  }

  private static JobId submit(Flux flux) {
    return flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build());
  }

  @Test
  void answers_and_failures_are_told_by_topic() {
    try (Flux flux = open(observer)) {
      var _ = flux.attribute("size");
      assertThatExceptionOfType(FluxException.class).isThrownBy(() -> flux.rpc("nosuch.thing"));
      var _ = submit(flux);
      assertThat(told).containsExactly("attr.get", "nosuch.thing ENOSYS", "job-ingest.submit");
      await().until(() -> worked.sum() > 0);
    }
  }

  @Test
  void a_stream_that_ends_as_it_should_is_no_failure_and_one_that_is_refused_is() {
    try (Flux flux = open(observer)) {
      JobId job = submit(flux);
      flux.jobs().eventWatch(job).forEach(event -> {});
      assertThatExceptionOfType(FluxException.class)
          .isThrownBy(() -> flux.jobs().eventWatch(JobId.of(123)).next());
    }
    assertThat(told)
        .filteredOn(line -> line.startsWith("job-info"))
        .containsExactly("job-info.eventlog-watch ENOENT");
  }

  @Test
  void events_of_a_journal_are_told_when_they_happen_and_its_past_is_not() {
    try (Flux flux = open(observer)) {
      flux.jobs().result(submit(flux));
      try (var journal = flux.jobs().journal(Journal.full().includeSentinel())) {
        while (!journal.next().orElseThrow().isSentinel()) {
          assertThat(journaled.sum()).isZero();
        }
        flux.jobs().result(submit(flux));
        await().until(() -> journaled.sum() >= 8);
      }
    }
  }

  @Test
  void what_an_observer_throws_changes_nothing() {
    ClientObserver broken =
        new ClientObserver() {
          @Override
          public void onAnswer(String topic, long nanos) {
            throw new IllegalStateException("thrown on purpose by a test");
          }

          @Override
          public void onLoopWork(long nanos) {
            throw new AssertionError("thrown on purpose by a test");
          }
        };
    try (Flux flux = open(broken)) {
      assertThat(flux.attribute("size")).isEqualTo("1");
      assertThat(flux.attribute("rank")).isEqualTo("0");
    }
  }

  @Test
  void a_handle_that_nobody_observes_has_none_of_it() {
    ScriptedConnector connector = new ScriptedConnector();

    assertThat(ObservedConnector.around(connector, GuardedObserver.around(ClientObserver.NONE)))
        .isSameAs(connector);
  }
}
