package org.fluxjvm.connector.libflux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignNoneTest {
  @Test
  void j_is_header_payload_and_none() {
    MemorySegment payload =
        SignNone.forUser(1000)
            .submitPayload(MemorySegment.ofArray("{\"ƒ\":1}".getBytes(UTF_8)), 16, 4);
    String json = new String(payload.toArray(JAVA_BYTE), UTF_8);
    assertThat(json).startsWith("{\"J\":\"").endsWith(".none\",\"urgency\":16,\"flags\":4}");
    String[] parts = json.substring(6, json.indexOf('"', 6)).split("\\.", -1);
    assertThat(new String(Base64.getDecoder().decode(parts[0]), UTF_8))
        .isEqualTo("version\0i1\0userid\0i1000\0mechanism\0snone\0");
    assertThat(new String(Base64.getDecoder().decode(parts[1]), UTF_8)).isEqualTo("{\"ƒ\":1}");
  }
}
