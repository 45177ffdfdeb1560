package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobUriTest {
  @ParameterizedTest
  @CsvSource({
    "ssh://node7/tmp/flux-x/local-0, local:///tmp/flux-x/local-0, ssh://node7/tmp/flux-x/local-0",
    "local:///tmp/flux-x/local-0, local:///tmp/flux-x/local-0, ssh://node1/tmp/flux-x/local-0",
    "local:////tmp//local-0, local:////tmp//local-0, ssh://node1/tmp/local-0",
    "ssh://me@node7:22//tmp//local-0, local:///tmp/local-0, ssh://me@node7:22//tmp//local-0",
    "SSH://node7/a?b#c, local:///a, SSH://node7/a?b#c",
    "local:/a, local:/a, ssh://node1/a",
  })
  void it_has_a_form_for_its_host_and_one_for_all(String text, String local, String remote) {
    JobUri uri = new JobUri(text);

    assertThat(uri.local()).contains(local);
    assertThat(uri.remote("node1")).contains(remote);
    assertThat(uri).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a URI", "/tmp/local-0", "https://node7/a", "ssh", "locale:///a"})
  void another_memo_has_neither_form(String text) {
    JobUri uri = new JobUri(text);

    assertThat(uri.local()).isEmpty();
    assertThat(uri.remote("node1")).isEmpty();
    assertThat(uri.host()).isEmpty();
  }

  @Test
  void only_the_form_for_all_tells_the_host() {
    assertThat(new JobUri("ssh://me@node7:22/a").host()).contains("node7");
    assertThat(new JobUri("ssh://node7/a").host()).contains("node7");
    assertThat(new JobUri("ssh:///a").host()).isEmpty();
    assertThat(new JobUri("local:///a").host()).isEmpty();
  }
}
