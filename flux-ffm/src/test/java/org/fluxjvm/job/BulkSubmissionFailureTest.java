package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.DecidedConnector;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BulkSubmissionFailureTest {
  private static final List<Jobspec> MANY =
      Collections.nCopies(10_000, JobspecV1.fromCommand(List.of("true")).build());

  private static Jobs jobs(Connector connector) {
    return new Jobs(new RpcClient(connector, Runnable::run, Duration.ofSeconds(10)));
  }

  @Test
  void a_submission_that_cannot_be_made_after_an_answer_fails_the_whole() {
    ScriptedConnector broker = new ScriptedConnector();
    DecidedConnector connector =
        DecidedConnector.by(
            (number, handler) -> {
              if (number > 256) {
                throw new IllegalStateException("a request that cannot be made");
              }
              broker.submit(MANY.getFirst().utf8(), 16, 0, handler);
            });
    CompletableFuture<?> outcomes =
        jobs(connector).submitAllAsync(MANY, SubmitOptions.DEFAULT).toCompletableFuture();
    assertThat(outcomes).isNotDone();

    broker.last("job-ingest.submit").answer("{\"id\":7}");
    assertThat(outcomes).isCompletedExceptionally();
    assertThat(outcomes.exceptionNow()).hasMessage("a request that cannot be made");
  }

  @Test
  void refusals_that_are_there_at_once_do_not_nest() {
    assertThat(jobs(DecidedConnector.closed()).submitAll(MANY, SubmitOptions.DEFAULT))
        .hasSize(MANY.size())
        .allMatch(SubmitOutcome.Refused.class::isInstance);
  }

  @Test
  void an_interrupt_ends_it() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> jobs(new ScriptedConnector()).submitAll(MANY, SubmitOptions.DEFAULT))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("EINTR");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void on_the_event_loop_it_is_refused_before_anything_is_sent() {
    DecidedConnector connector =
        new DecidedConnector((number, handler) -> {}, new AtomicInteger(), true);
    assertThatThrownBy(() -> jobs(connector).submitAll(MANY, SubmitOptions.DEFAULT))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("EDEADLK");
    assertThatThrownBy(() -> jobs(connector).submit(MANY.getFirst()))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("EDEADLK");
    assertThat(connector.requests()).hasValue(0);
  }
}
