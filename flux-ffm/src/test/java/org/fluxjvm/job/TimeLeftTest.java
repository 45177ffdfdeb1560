package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.Errno;
import org.fluxjvm.connector.ScriptedConnector;
import org.fluxjvm.connector.ScriptedConnector.Sent;
import org.fluxjvm.rpc.RpcClient;
import org.junit.jupiter.api.Test;

/** Whose time it is: that of the job around this process, else that of the instance. */
class TimeLeftTest {
  private static final Instant NOW = Instant.ofEpochSecond(1000);

  private final ScriptedConnector connector = new ScriptedConnector();

  private CompletableFuture<Optional<Duration>> within(String job) {
    RpcClient client = new RpcClient(connector, Runnable::run, Duration.ofSeconds(10));
    return new TimeLeft(client, new Listing(client), () -> NOW, job).ofThisProcess().toFuture();
  }

  private Sent aboutJob() {
    assertThat(connector.sent("resource.status")).isEmpty();
    return connector.last("job-list.list-id");
  }

  @Test
  void a_process_of_a_job_has_the_time_of_that_job() {
    CompletableFuture<Optional<Duration>> left = within("ƒNH");
    assertThat(aboutJob().payload()).contains("\"id\":1234");
    aboutJob().answer("{\"job\":{\"id\":1234,\"state\":16,\"expiration\":1090.5}}");

    assertThat(left.join()).contains(Duration.ofMillis(90_500));
  }

  @Test
  void a_job_without_a_time_limit_leaves_all_the_time() {
    CompletableFuture<Optional<Duration>> left = within("1234");
    aboutJob().answer("{\"job\":{\"id\":1234,\"state\":16,\"expiration\":0.0}}");

    assertThat(left.join()).isEmpty();
  }

  @Test
  void a_job_that_is_overdue_or_ends_has_no_time_left() {
    CompletableFuture<Optional<Duration>> overdue = within("1234");
    aboutJob().answer("{\"job\":{\"id\":1234,\"state\":16,\"expiration\":999.0}}");
    CompletableFuture<Optional<Duration>> ending = within("1234");
    aboutJob().answer("{\"job\":{\"id\":1234,\"state\":32,\"expiration\":1090.5}}");

    assertThat(overdue.join()).contains(Duration.ZERO);
    assertThat(ending.join()).contains(Duration.ZERO);
  }

  @Test
  void a_job_that_the_instance_does_not_know_is_enoent() {
    CompletableFuture<Optional<Duration>> left = within("1234");
    aboutJob().fail(Errno.ENOENT);

    assertThatThrownBy(left::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("ENOENT")
        .hasMessageContaining("no such job");
  }

  @Test
  void elsewhere_it_is_the_time_of_the_instance() {
    CompletableFuture<Optional<Duration>> left = within("");
    assertThat(connector.sent("job-list.list-id")).isEmpty();
    connector.last("resource.status").answer("{\"R\":{\"execution\":{\"expiration\":1060.0}}}");

    assertThat(left.join()).contains(Duration.ofMinutes(1));
  }
}
