package org.fluxjvm.scheduler.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ControlServerTest {
  private static final String ME = System.getProperty("user.name");

  private final FakeControls controls = new FakeControls();
  private final StateDirectory directory;
  private ControlServer server;

  ControlServerTest(@TempDir Path above) {
    directory = StateDirectory.create(above.resolve("state"));
    server = ControlServer.start(directory, controls, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_socket_is_for_nobody_but_its_user_and_gone_at_the_end() throws IOException {
    assertThat(Files.getPosixFilePermissions(directory.socket()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    server.close();

    assertThat(directory.socket()).doesNotExist();
    assertThatExceptionOfType(NotRunningException.class)
        .isThrownBy(() -> ControlClient.of(directory));
  }

  @Test
  void the_socket_of_a_dead_program_is_replaced() throws Exception {
    server.close();
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(directory.socket()));
    }
    assertThat(directory.socket()).exists();

    server = ControlServer.start(directory, controls);

    assertThat(ControlClient.of(directory).pause("a")).isEqualTo("done: pause a");
  }

  @Test
  void a_client_that_could_not_be_let_in_does_not_keep_the_next_ones_out() throws Exception {
    server.close();
    AtomicInteger knocks = new AtomicInteger();
    server =
        ControlServer.start(
            directory,
            controls,
            Duration.ofSeconds(20),
            door ->
                () -> {
                  if (knocks.incrementAndGet() == 1) {
                    throw new IOException("Too many open files");
                  }
                  return door.accept();
                });

    assertThat(ControlClient.of(directory).pause("a")).isEqualTo("done: pause a");
    assertThat(knocks).hasValueGreaterThan(1).hasValueLessThan(10);
  }

  @Test
  void what_is_read_comes_back_as_it_was_written() throws Exception {
    assertThat(
            ControlClient.of(directory)
                .runs(new RunFilter(Optional.of("nightly"), Set.of("DONE"), 7)))
        .containsExactly(FakeControls.RUN);
    assertThat(controls.asked).containsExactly("runs 7");
    assertThat(ControlClient.of(directory).jobs()).containsExactly(FakeControls.JOB);
  }

  @Test
  void what_cannot_be_done_is_answered_with_the_reason() throws Exception {
    ControlClient client = ControlClient.of(directory);

    assertThatExceptionOfType(ControlException.class)
        .isThrownBy(() -> client.show("abc", false))
        .withMessage("no run begins with abc");
  }

  @Test
  void each_action_leaves_one_line_with_who_what_and_the_outcome_and_reading_leaves_none()
      throws Exception {
    ControlClient client = ControlClient.of(directory);
    try (AuditLines audit = new AuditLines()) {
      client.cancel("abc", "too late");
      client.cancel("abc", "");
      client.resolve("abc", Resolution.RERUN);
      client.pause("a");
      client.resume("a");
      client.trigger("a");
      client.stop(StopMode.DETACH);
      client.runs(new RunFilter(Optional.empty(), Set.of(), 1));
      client.jobs();

      assertThat(audit.lines())
          .containsExactly(
              ME
                  + ": cancel abc (too late): done: done: cancel abc canceled by "
                  + ME
                  + ": too late",
              ME + ": cancel abc: done: done: cancel abc canceled by " + ME,
              ME + ": resolve abc as RERUN: done: done: resolve abc RERUN",
              ME + ": pause a: done: done: pause a",
              ME + ": resume a: done: done: resume a",
              ME + ": trigger a: done: done: trigger a",
              ME + ": stop DETACH: done: done: stop DETACH");
    }
  }

  @Test
  void a_defect_is_answered_and_audited_in_one_line() throws Exception {
    ControlClient client = ControlClient.of(directory);
    try (AuditLines audit = new AuditLines()) {
      assertThatExceptionOfType(ControlException.class).isThrownBy(() -> client.retry("abc"));

      assertThat(audit.lines())
          .containsExactly(ME + ": retry abc: refused: a defect of this [31m fake");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"runs\"",
        "{}",
        "{\"do\":\"dance\"}",
        "{\"do\":\"java.lang.Runtime\"}",
        "{\"do\":\"pause\"}",
        "{\"do\":\"pause\",\"job\":null}",
        "{\"do\":\"pause\",\"job\":\"\"}",
        "{\"do\":\"pause\",\"job\":\"a\\nroot: stop: done\"}",
        "{\"do\":\"pause\",\"job\":\"a\",\"job\":\"b\"}",
        "{\"do\":\"pause\",\"job\":\"a\",\"force\":true}",
        "{\"do\":\"pause\",\"job\":\"a\"}{\"do\":\"pause\",\"job\":\"b\"}",
        "{\"do\":\"cancel\",\"run\":\"../x\",\"reason\":\"\"}",
        "{\"do\":\"cancel\",\"run\":\"abcdefgh234567abc\",\"reason\":\"\"}",
        "{\"do\":\"stop\",\"mode\":\"kill\"}",
        "{\"do\":\"runs\",\"filter\":{\"job\":null,\"states\":[],\"limit\":0}}",
        "{\"do\":\"runs\",\"filter\":{\"job\":null,\"states\":[],\"limit\":10001}}"
      })
  void what_is_not_understood_is_answered_with_an_error_and_does_nothing(String line)
      throws IOException {
    assertThat(answer(line + "\n")).startsWith("{\"is\":\"refused\",\"text\":\"");
    assertThat(controls.asked).isEmpty();
  }

  @Test
  void deep_nesting_is_an_error_as_any_other() throws IOException {
    assertThat(answer("[".repeat(10_000) + "\n")).contains("refused");
    assertThat(answer("{\"do\":" + "[".repeat(10_000) + "\n")).contains("refused");
  }

  @Test
  void a_line_without_end_is_cut_off_at_16_kib() throws IOException {
    assertThat(answer("x".repeat(Wire.REQUEST_BYTES + 1))).contains("longer than 16384 bytes");
  }

  @Test
  void bytes_that_are_not_utf_8_are_an_error() throws IOException {
    try (SocketChannel client = connect()) {
      client.write(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'}));
      assertThat(rest(client)).contains("refused");
    }
  }

  @Test
  void a_client_that_hangs_holds_no_other_and_is_cut_off() throws Exception {
    server.close();
    server = ControlServer.start(directory, controls, Duration.ofMillis(300));
    try (SocketChannel hanging = connect()) {
      hanging.write(ByteBuffer.wrap("{\"do\":".getBytes(StandardCharsets.UTF_8)));

      assertThat(ControlClient.of(directory).pause("a")).isEqualTo("done: pause a");
      assertThat(rest(hanging)).isEmpty();
    }
  }

  @Test
  void more_clients_than_there_is_room_for_are_told_so() throws Exception {
    List<SocketChannel> hanging = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        SocketChannel client = connect();
        client.write(ByteBuffer.wrap("{".getBytes(StandardCharsets.UTF_8)));
        hanging.add(client);
      }
      ControlClient client = ControlClient.of(directory);
      await()
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(ControlException.class)
                      .isThrownBy(() -> client.pause("a"))
                      .withMessageContaining("busy"));
    } finally {
      for (SocketChannel client : hanging) {
        client.close();
      }
    }
    ControlClient client = ControlClient.of(directory);
    await().ignoreExceptions().until(() -> client.pause("a").equals("done: pause a"));
  }

  @Test
  void many_who_follow_logs_leave_room_for_those_who_want_something_done() throws Exception {
    ControlClient client = ControlClient.of(directory);
    List<CompletableFuture<Void>> following = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      following.add(client.logs("abc", true, line -> {}));
    }
    await()
        .until(
            () ->
                following.stream().filter(CompletableFuture::isCompletedExceptionally).count()
                    == 16);

    assertThat(client.stop(StopMode.DRAIN)).isEqualTo("done: stop DRAIN");

    controls.followed.complete(null);
    await().until(() -> following.stream().allMatch(CompletableFuture::isDone));
    assertThat(client.logs("abc", false, line -> {})).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void lines_are_followed_until_the_job_ends() throws Exception {
    List<LogLine> lines = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> end = ControlClient.of(directory).logs("abc", true, lines::add);
    await().until(() -> lines.equals(List.of(new LogLine("stdout", "0", "hello"))));
    assertThat(end).isNotDone();

    controls.followed.complete(null);

    end.join();
  }

  @Test
  void a_follower_that_goes_away_ends_what_it_follows() throws Exception {
    CompletableFuture<Void> end = ControlClient.of(directory).logs("abc", true, line -> {});
    await().until(() -> controls.asked.contains("logs abc"));

    end.cancel(true);

    await().until(controls.followed::isCancelled);
  }

  @Test
  void the_end_of_the_server_ends_what_is_followed() throws Exception {
    CompletableFuture<Void> end = ControlClient.of(directory).logs("abc", true, line -> {});
    await().until(() -> controls.asked.contains("logs abc"));

    server.close();

    await().until(end::isCompletedExceptionally);
    await().until(controls.followed::isCancelled);
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(directory.socket()));
  }

  private String answer(String text) throws IOException {
    try (SocketChannel client = connect()) {
      client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      return rest(client);
    }
  }

  private static String rest(SocketChannel client) throws IOException {
    return new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8);
  }
}
