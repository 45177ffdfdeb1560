package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRequest.Chained;
import org.fluxjvm.scheduler.RunRequest.Upon;
import org.fluxjvm.scheduler.Successor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.JobKey;

class ChainTest {
  private static final Instant TIME = Instant.parse("2026-11-22T03:00:00Z");

  @Test
  void a_chain_is_read_as_it_was_written_whatever_the_names() {
    Chain chain =
        new Chain(
            List.of(
                new Chain.Link(JobKey.jobKey("a, \"b\".c\n🚀", "g [1]"), Upon.ANY),
                new Chain.Link(JobKey.jobKey("mail"), Upon.FAILURE)));

    assertThat(Chain.parse(chain.format())).isEqualTo(chain);
    assertThat(chain.format()).doesNotContain("\n").contains("\"on\":\"failure\"");
  }

  @Test
  void what_follows_is_scheduled_for_the_time_of_its_parent_whatever_its_refire() {
    Chain chain = new Chain(List.of(new Chain.Link(JobKey.jobKey("mail"), Upon.SUCCESS)));
    RunKey key = new RunKey("nightly", "after.DEFAULT.mail", TIME, 0);

    assertThat(chain.after(new RunKey("nightly", "DEFAULT.report", TIME, 3)))
        .containsExactly(new Chained(new Successor(key, "DEFAULT.mail"), Upon.SUCCESS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mail",
        "{}",
        "[1]",
        "[{\"name\":\"a\",\"group\":\"b\"}]",
        "[{\"name\":\"a\",\"group\":\"b\",\"on\":\"sometimes\"}]",
        "[{\"name\":1,\"group\":\"b\",\"on\":\"any\"}]"
      })
  void another_text_is_refused_with_the_key_it_stands_under(String text) {
    assertThatThrownBy(() -> Chain.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flux.then");
  }
}
