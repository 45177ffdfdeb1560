package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRegionTest {
  private static final String ESC = "\u001b[";

  private final LiveRegion region = new LiveRegion();

  @Test
  void a_frame_is_written_over_the_one_before_line_by_line() {
    region.frame(List.of(), List.of("one", "two"), 80);

    assertThat(region.frame(List.of("stays"), List.of("three"), 80))
        .isEqualTo("\r" + ESC + "2A" + "stays" + ESC + "K\nthree" + ESC + "K\n" + ESC + "J");
  }

  @Test
  void what_stays_is_not_written_over() {
    region.frame(List.of("stays", "too"), List.of(), 80);

    assertThat(region.frame(List.of(), List.of("one"), 80)).startsWith("\rone");
  }

  @Test
  void lines_that_a_narrower_terminal_has_wrapped_are_written_over_in_full() {
    region.frame(List.of(), List.of("", "日本語日本", Tone.BAD.paint("12345")), 10);

    assertThat(region.frame(List.of(), List.of(), 5)).startsWith("\r" + ESC + "4A");
  }
}
