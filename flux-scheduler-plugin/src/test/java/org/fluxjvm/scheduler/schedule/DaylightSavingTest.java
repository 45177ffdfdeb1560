package org.fluxjvm.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Read on 2026-11-22. */
class DaylightSavingTest {
  private static final String BERLIN = "Europe/Berlin";
  private static final String ADVICE = "; `every` or `timezone: UTC` knows no such day";

  @TempDir Path folder;

  private static List<String> warnings(String cron, String zone, Clock clock) {
    Firing.Cron firing = new Firing.Cron(cron, ZoneId.of(zone));
    Budget budget = new Budget(Long.MAX_VALUE);
    Fires fires = new Fires(QuartzCron.of(cron, firing.timezone()), budget);
    return new DaylightSaving(firing, fires, budget)
        .warnings(clock.instant()).stream().map(text -> text.replace(ADVICE, "")).toList();
  }

  private static List<String> warnings(String cron, String zone) {
    return warnings(cron, zone, Samples.CLOCK);
  }

  @Test
  void a_time_that_the_clocks_skip_is_not_fired_at() {
    assertThat(warnings("0 30 2 * * ?", BERLIN))
        .containsExactly(
            "does not fire at 02:30 on 2027-03-28 and 2028-03-26, when the clocks in Europe/Berlin"
                + " go forward from 02:00 to 03:00");
  }

  @Test
  void half_hours_are_omitted_when_an_hour_comes_twice() {
    assertThat(warnings("0 0/30 * * * ?", BERLIN))
        .containsExactly(
            "fires once instead of twice at 02:00, 02:30 on 2027-10-31 and 2028-10-29, when the"
                + " clocks in Europe/Berlin go back from 03:00 to 02:00");
  }

  @Test
  void many_fires_are_counted() {
    assertThat(warnings("0/5 * * * * ?", BERLIN))
        .containsExactly(
            "fires once instead of twice at 02:00 to 02:59:55 (720 fires) on 2027-10-31 and"
                + " 2028-10-29, when the clocks in Europe/Berlin go back from 03:00 to 02:00");
  }

  @Test
  void of_named_hours_the_skipped_one_is_told_though_the_others_fire() {
    assertThat(warnings("0 15 1-4 * * ?", BERLIN))
        .containsExactly(
            "does not fire at 02:15 on 2027-03-28 and 2028-03-26, when the clocks in Europe/Berlin"
                + " go forward from 02:00 to 03:00");
  }

  @Test
  void half_an_hour_that_is_skipped_makes_a_pause_for_an_hourly_job() {
    assertThat(warnings("0 15 * * * ?", "Australia/Lord_Howe"))
        .containsExactly(
            "does not fire at 02:15 on 2027-10-03 and 2028-10-01, when the clocks in"
                + " Australia/Lord_Howe go forward from 02:00 to 02:30");
  }

  @Test
  void a_whole_day_is_lost_where_the_gap_ends_at_midnight() {
    assertThat(warnings("0 0 0/2 * * ?", "America/Nuuk"))
        .containsExactly(
            "does not fire at 00:00 to 22:00 (12 fires) on 2027-03-28 and 2028-03-26, when the"
                + " clocks in America/Nuuk go forward from 23:00 to 00:00");
  }

  @Test
  void a_gap_of_two_hours_swallows_a_third() {
    assertThat(warnings("0 0 1,2,3 * * ?", "Antarctica/Troll"))
        .containsExactly(
            "does not fire at 01:00, 02:00, 03:00 on 2027-03-28 and 2028-03-26, when the clocks in"
                + " Antarctica/Troll go forward from 01:00 to 03:00");
  }

  @Test
  void only_changes_of_the_next_two_years_are_told() {
    Clock clock = Clock.fixed(Instant.parse("2027-03-28T01:00:00Z"), ZoneOffset.UTC);

    assertThat(warnings("0 30 2 * * ?", BERLIN, clock))
        .singleElement()
        .asString()
        .contains("on 2028-03-26 and 2029-03-25,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 12 * * ?", // at noon
        "0 30 2 ? * MON", // the changes are on Sundays
        "0 30 2 1 * ?",
        "0 59 1 * * ?",
        "0 0 4 * * ?",
        "0 30 2 * 6 ?" // in summer only
      })
  void what_no_change_touches_is_not_warned_about(String cron) {
    assertThat(warnings(cron, BERLIN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "+02:00", "Asia/Tokyo"})
  void where_the_clocks_do_not_change_nothing_is_warned_about(String zone) {
    assertThat(warnings("0 0/30 * * * ?", zone)).isEmpty();
  }

  /** The warnings against what Quartz does, fire by fire, over the two years. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * ?|Europe/Berlin",
        "0 15 1-4 * * ?|America/New_York",
        "0 30 0 * * ?|Africa/Cairo",
        "0 30 23 * * ?|America/Nuuk",
        "0 15 1,2 * * ?|Australia/Lord_Howe",
        "0 0 1,2,3 * * ?|Antarctica/Troll",
        "0 0 12 * * ?|Europe/London",
        "0 30 2 * * ?|Africa/Casablanca"
      })
  void a_missed_time_is_told_and_only_a_missed_time(String cron, String zone) {
    Instant from = Instant.parse("2026-11-22T12:00:00Z");
    Instant to = Instant.parse("2028-11-22T12:00:00Z");
    Budget budget = new Budget(Long.MAX_VALUE);
    List<LocalDateTime> met =
        new Fires(QuartzCron.of(cron, ZoneId.of(zone)), budget)
            .between(from, to).stream()
                .map(fire -> LocalDateTime.ofInstant(fire, ZoneId.of(zone)))
                .toList();
    List<String> missed =
        new Fires(QuartzCron.of(cron, ZoneOffset.UTC), budget)
            .between(from.plusSeconds(86_400), to.minusSeconds(86_400)).stream()
                .map(fire -> LocalDateTime.ofInstant(fire, ZoneOffset.UTC))
                .filter(time -> !met.contains(time))
                .map(time -> time.toLocalDate().toString())
                .distinct()
                .toList();

    String told = String.join("\n", warnings(cron, zone));

    assertThat(met).doesNotHaveDuplicates();
    assertThat(told.isEmpty()).isEqualTo(missed.isEmpty());
    assertThat(missed).allSatisfy(day -> assertThat(told).contains(day));
  }

  @Test
  void a_warning_stands_at_the_cron_and_the_file_can_be_used() throws IOException {
    assertThat(
            Samples.problems(
                folder,
                """
                defaults: {timezone: Europe/Berlin}
                jobs:
                - {name: a, command: [a], cron: "0 30 2 * * ?"}
                """))
        .containsExactly(
            "3:33: `cron` does not fire at 02:30 on 2027-03-28 and 2028-03-26, when the clocks in"
                + " Europe/Berlin go forward from 02:00 to 03:00"
                + ADVICE);
  }

  @Test
  void what_never_fires_again_is_warned_about() throws IOException {
    assertThat(
            Samples.problems(
                folder,
                """
                jobs:
                - {name: a, command: [a], cron: "0 0 0 30 2 ?"}
                - {name: b, command: [a], cron: "0 0 0 1 1 ? 2025"}
                - {name: c, command: [a], at: 2026-11-22T11:59:59Z}
                - {name: d, command: [a], at: 2026-11-22T11:59:59Z, misfire: skip}
                """))
        .containsExactly(
            "2:33: `cron` `0 0 0 30 2 ?` never fires again",
            "3:33: `cron` `0 0 0 1 1 ? 2025` never fires again",
            "4:31: `at` is in the past; the job fires once, at the start",
            "5:31: `at` is in the past; with `misfire: skip` the job does not fire");
  }
}
