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
    RunKey key = new RunKey("nightly", "after.DEFAULT.mail upon DEFAULT.report", TIME, 0);

    assertThat(chain.after(new RunKey("nightly", "DEFAULT.report", TIME, 3)))
        .containsExactly(new Chained(new Successor(key, "DEFAULT.mail"), Upon.SUCCESS));
  }

  @Test
  void two_triggers_of_a_parent_at_the_same_time_are_two_firings_of_what_follows() {
    RunKey day = new RunKey("nightly", "DEFAULT.daily", TIME, 0);
    RunKey month = new RunKey("nightly", "DEFAULT.monthly", TIME, 0);
    JobKey mail = JobKey.jobKey("mail");

    assertThat(Chain.key(day, mail)).isNotEqualTo(Chain.key(month, mail));
  }

  @Test
  void a_long_chain_of_long_names_keeps_short_keys_that_differ() {
    RunKey day = new RunKey("nightly", "g".repeat(200) + "." + "d".repeat(200), TIME, 0);
    RunKey month = new RunKey("nightly", "g".repeat(200) + "." + "m".repeat(200), TIME, 0);
    for (int link = 0; link < 5; link++) {
      JobKey next = JobKey.jobKey(link + "n".repeat(199), "j".repeat(200));
      day = Chain.key(day, next);
      month = Chain.key(month, next);
    }

    assertThat(day.trigger()).hasSizeLessThanOrEqualTo(512).isNotEqualTo(month.trigger());
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
