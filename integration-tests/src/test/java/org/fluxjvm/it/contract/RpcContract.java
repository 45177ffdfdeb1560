package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests and responses, and broker attributes. */
abstract class RpcContract extends Contract {
  @Test
  void a_ping_comes_back_with_what_was_sent_and_who_sent_it() {
    JsonNode pong = flux.rpc("broker.ping", Map.of("seq", 7, "pad", "ƒ\"\\\n"));
    assertThat(pong.path("seq").asInt()).isEqualTo(7);
    assertThat(pong.path("pad").stringValue()).isEqualTo("ƒ\"\\\n");
    assertThat(pong.path("rank").asInt(-1)).isZero();
    assertThat(pong.path("userid").isIntegralNumber()).isTrue();
    assertThat(pong.path("rolemask").asInt() & 1).as("owner").isEqualTo(1);
    assertThat(pong.path("route").isString()).isTrue();
  }

  @Test
  void a_request_goes_to_the_broker_that_it_names() throws Exception {
    JsonNode pong = flux.rpcAsync("broker.ping", Map.of("seq", 8), 0).get(20, TimeUnit.SECONDS);
    assertThat(pong.path("rank").asInt(-1)).isZero();
    assertThat(pong.path("seq").asInt()).isEqualTo(8);
    assertThatThrownBy(() -> flux.rpcAsync("broker.ping", Map.of(), 99).get(20, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EHOSTUNREACH));
  }

  @Test
  void a_large_payload_is_carried_whole() {
    String pad = "0123456789".repeat(100_000);
    assertThat(flux.rpc("broker.ping", Map.of("pad", pad)).path("pad").stringValue())
        .isEqualTo(pad);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nosuch.method", "nosuch", "job-manager.nosuch", "attr.nosuch", "broker.nosuch"})
  void an_unknown_service_or_method_is_enosys(String topic) {
    assertThat(refusal(() -> flux.rpc(topic))).isEqualTo(Errno.ENOSYS);
  }

  @Test
  void an_error_names_the_topic() {
    assertThatThrownBy(() -> flux.rpc("nosuch.method"))
        .isInstanceOf(FluxException.class)
        .hasMessageContaining("nosuch.method")
        .hasMessageContaining("ENOSYS");
  }

  @Test
  void an_asynchronous_request_fails_with_the_same_exception() {
    assertThatThrownBy(() -> flux.rpcAsync("nosuch.method", Map.of()).get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOSYS));
  }

  @Test
  void a_stream_from_an_unknown_service_fails() {
    try (ResponseStream<JsonNode> stream = flux.rpcStream("nosuch.method", Map.of())) {
      assertThat(refusal(() -> stream.next(LIMIT))).isEqualTo(Errno.ENOSYS);
    }
  }

  @Test
  void what_follows_the_end_of_a_stream_may_wait_for_a_response() throws Exception {
    ResponseStream<JsonNode> journal =
        flux.rpcStream("job-manager.events-journal", Map.of("full", false));
    CompletableFuture<JsonNode> pong =
        journal
            .forEachAsync(response -> {})
            .thenApply(end -> flux.rpc("broker.ping", Map.of("seq", 1)));
    journal.close();
    assertThat(pong.get(20, TimeUnit.SECONDS).path("seq").asInt()).isEqualTo(1);
  }

  @Test
  void a_payload_that_is_no_object_is_refused_here() {
    assertThat(refusal(() -> flux.rpc("broker.ping", List.of(1)))).isEqualTo(Errno.EINVAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attr.get",
        "job-ingest.submit",
        "job-manager.kill",
        "job-manager.raise",
        "job-manager.urgency",
        "job-manager.wait",
        "job-manager.memo",
        "job-info.lookup",
        "job-list.list-id",
        "job-list.list"
      })
  void a_request_without_its_fields_is_a_protocol_error(String topic) {
    assertThat(refusal(() -> flux.rpc(topic))).isEqualTo(Errno.EPROTO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"job-manager.events-journal", "job-info.eventlog-watch"})
  void a_stream_must_be_asked_for_as_a_stream(String topic) {
    Map<String, Object> payload = Map.of("id", 1, "path", "eventlog", "flags", 0);
    assertThat(refusal(() -> flux.rpc(topic, payload))).isEqualTo(Errno.EPROTO);
  }

  @Test
  void attributes_describe_the_instance() {
    assertThat(flux.attribute("size")).isEqualTo("1");
    assertThat(flux.attribute("rank")).isEqualTo("0");
    assertThat(flux.attribute("instance-level")).isEqualTo("0");
    assertThat(flux.attribute("broker.uuid")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(flux.attribute("security.owner")).matches("\\d+");
    assertThat(flux.attribute("hostlist")).isNotEmpty();
    assertThat(flux.attribute("version")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(Double.parseDouble(flux.attribute("broker.starttime"))).isGreaterThan(1e9);
    assertThat(Long.parseLong(flux.attribute("broker.pid"))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nosuch", "jobid", "parent-uri"})
  void an_attribute_that_is_not_set_is_enoent(String name) {
    assertThat(refusal(() -> flux.attribute(name))).isEqualTo(Errno.ENOENT);
  }
}
