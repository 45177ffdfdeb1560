package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.ConnectorProvider;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedConnectorTest {
  private static final String UUID = "{\"name\":\"broker.uuid\"}";

  @Test
  void the_service_loader_finds_the_provider() {
    assertThat(ServiceLoader.load(ConnectorProvider.class))
        .anyMatch(provider -> provider.accepts("embedded:") && !provider.accepts("local:///x"));
  }

  @ParameterizedTest
  @CsvSource({
    "embedded:?nodes=0, nodes",
    "embedded:?cores=many, cores",
    "embedded:?gpus=-1, gpus",
    "embedded:?disks=1, disks",
    "embedded:?cores, cores",
    "embedded:?cores=1&cores=2, cores",
    "embedded:a/b, a/b"
  })
  void a_bad_uri_is_refused_by_the_name_of_what_is_wrong(String uri, String part) {
    assertThatThrownBy(() -> new EmbeddedFixture(uri))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL))
        .hasMessageContaining("'" + part + "'");
  }

  @Test
  void handles_on_one_name_share_an_instance_until_the_last_is_closed() {
    String first;
    try (EmbeddedFixture one = new EmbeddedFixture("embedded:shared?cores=2")) {
      first = one.ask("attr.get", UUID).path("value").asString();
      try (EmbeddedFixture two = new EmbeddedFixture("embedded:shared")) {
        assertThat(two.ask("attr.get", UUID).path("value").asString()).isEqualTo(first);
      }
      assertThat(one.ask("attr.get", UUID).path("value").asString()).isEqualTo(first);
    }
    try (EmbeddedFixture later = new EmbeddedFixture("embedded:shared")) {
      assertThat(later.ask("attr.get", UUID).path("value").asString()).isNotEqualTo(first);
    }
  }

  @Test
  void another_size_of_a_shared_instance_is_refused() {
    try (EmbeddedFixture _ = new EmbeddedFixture("embedded:sized?cores=2")) {
      assertThatThrownBy(() -> new EmbeddedFixture("embedded:sized?cores=3"))
          .hasMessageContaining("sized");
    }
  }

  @Test
  void handles_without_a_name_have_an_instance_each() {
    try (EmbeddedFixture one = new EmbeddedFixture("embedded:");
        EmbeddedFixture two = new EmbeddedFixture("embedded:")) {
      assertThat(one.ask("attr.get", UUID)).isNotEqualTo(two.ask("attr.get", UUID));
    }
  }

  @Test
  void a_payload_is_gone_after_the_call_it_was_given_to() {
    try (EmbeddedFixture flux = new EmbeddedFixture("embedded:")) {
      CompletableFuture<MemorySegment> kept = new CompletableFuture<>();
      flux.connector().rpc(Request.single("attr.get", UUID), onResponse(kept::complete));

      CompletableFuture<Byte> later = new CompletableFuture<>();
      flux.connector()
          .rpc(
              Request.single("attr.get", UUID),
              onResponse(
                  payload -> {
                    try {
                      later.complete(kept.join().get(ValueLayout.JAVA_BYTE, 0));
                    } catch (IllegalStateException e) {
                      later.completeExceptionally(e);
                    }
                  }));

      assertThat(kept.join().isReadOnly()).isTrue();
      assertThatThrownBy(later::join).hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_handler_that_throws_ends_its_stream_and_nothing_else() {
    try (EmbeddedFixture flux = new EmbeddedFixture("embedded:")) {
      CompletableFuture<MemorySegment> called = new CompletableFuture<>();
      ResponseHandler failing =
          onResponse(
              payload -> {
                called.complete(payload);
                throw new IllegalArgumentException("thrown by a test");
              });
      flux.connector().rpc(Request.stream("job-manager.events-journal", "{}"), failing);
      called.join();

      assertThat(flux.ask("job-manager.stats-get", "").path("journal").path("listeners").asInt())
          .isZero();
    }
  }

  @Test
  void a_cancelled_stream_ends_with_enodata() {
    try (EmbeddedFixture flux = new EmbeddedFixture("embedded:")) {
      Responses journal = new Responses();
      Call call = flux.connector().rpc(Request.stream("job-manager.events-journal", "{}"), journal);
      journal.text();
      call.cancel();
      call.cancel();

      assertThat(journal.error().errno()).isEqualTo(Errno.ENODATA);
    }
  }

  @Test
  void closing_fails_what_is_pending_with_ecanceled() {
    EmbeddedFixture flux = new EmbeddedFixture("embedded:");
    Responses journal = flux.stream("job-manager.events-journal", "{}");
    journal.text();
    long held = flux.submit(Specs.sh("true"), 0, 4).json().path("id").asLong();
    Responses wait = flux.send("job-manager.wait", "{\"id\":" + held + "}");
    flux.close();

    assertThat(journal.error().errno()).isEqualTo(Errno.ECANCELED);
    assertThat(wait.error().errno()).isEqualTo(Errno.ECANCELED);
    assertThat(flux.refusal("attr.get", UUID).errno()).isEqualTo(Errno.ECANCELED);
  }

  @Test
  void a_handler_may_close_its_own_handle() {
    EmbeddedFixture flux = new EmbeddedFixture("embedded:");
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    flux.connector()
        .rpc(
            Request.single("attr.get", UUID),
            onResponse(
                payload -> {
                  flux.close();
                  closed.complete(true);
                }));

    await().atMost(Duration.ofSeconds(10)).until(closed::isDone);
  }

  @Test
  void closing_ends_the_processes_of_its_jobs() {
    EmbeddedFixture flux = new EmbeddedFixture("embedded:");
    long id = flux.submit(Specs.sh("sleep 300 & echo $!; wait"));
    String line = flux.watch(id, "guest.output").awaitText("\"data\\\"");
    String data =
        Json.parse(Json.parse(line).path("event").asString())
            .path("context")
            .path("data")
            .asString();
    long pid = Long.parseLong(data.strip());
    assertThat(ProcessHandle.of(pid)).isPresent();
    flux.close();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void what_is_not_there_answers_enosys_and_an_unknown_rank_ehostunreach() {
    try (EmbeddedFixture flux = new EmbeddedFixture("embedded:?nodes=2")) {
      Responses unreachable = new Responses();
      flux.connector().rpc(Request.single("attr.get", UUID).toRank(2), unreachable);

      assertThat(flux.refusal("kvs.lookup", "{}").errno()).isEqualTo(Errno.ENOSYS);
      assertThat(flux.refusal("job-manager.nothing", "{}").errno()).isEqualTo(Errno.ENOSYS);
      assertThat(unreachable.error().errno()).isEqualTo(Errno.EHOSTUNREACH);
      assertThat(flux.ask("broker.ping", "{\"seq\":1}").path("seq").asInt()).isEqualTo(1);
    }
  }

  private static ResponseHandler onResponse(Consumer<MemorySegment> action) {
    return new ResponseHandler() {
      @Override
      public void onResponse(MemorySegment payload) {
        action.accept(payload);
      }

      @Override
      public void onError(FluxException error) {
        throw new AssertionError("not expected here", error);
      }
    };
  }
}
