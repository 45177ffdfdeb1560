package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9464, 127.0.0.1, 9464",
    "localhost:0, localhost, 0",
    "[::1]:65535, ::1, 65535",
    "[fe80::1%eth0]:80, fe80::1%eth0, 80",
    "node-1.example:8080, node-1.example, 8080",
  })
  void host_and_port_are_read_and_written(String text, String host, int port) {
    assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9464",
        ":9464",
        "localhost",
        "localhost:",
        "::1:9464",
        "[::1]",
        "[]:1",
        "a b:1",
        "http://localhost:1",
        "localhost:-1",
        "localhost:port",
        "localhost:123456",
        "[::1:1"
      })
  void other_forms_are_refused_with_an_example(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostPort.parse(text))
        .withMessageContaining("[::1]:9464");
  }

  @Test
  void a_port_above_65535_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostPort.parse("localhost:70000"))
        .withMessageContaining("70000");
  }
}
