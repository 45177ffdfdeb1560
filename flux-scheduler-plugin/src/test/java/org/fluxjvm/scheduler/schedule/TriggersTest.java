package org.fluxjvm.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.CronTrigger;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerUtils;
import org.quartz.spi.OperableTrigger;

class TriggersTest {
  private static final Firing CRON = new Firing.Cron("0 0 12 * * ?", ZoneOffset.UTC);
  private static final Firing EVERY = new Firing.Every(Duration.ofSeconds(10), OptionalInt.of(6));
  private static final Firing AT = new Firing.At(Instant.parse("2030-01-01T00:00:00Z"));

  private static Trigger trigger(Firing firing, Misfire misfire) throws ScheduleFileException {
    Work work = Samples.right("minimal.yaml").jobs().getFirst().work();
    ScheduledJob job =
        new ScheduledJob("a", firing, misfire, work, 16, Expect.COMPLETED, JobPolicy.NONE);
    return Triggers.of(job).orElseThrow().build();
  }

  private static List<Date> fires(Trigger trigger) {
    return TriggerUtils.computeFireTimes((OperableTrigger) trigger, null, 100);
  }

  @Test
  void a_cron_fires_in_its_timezone() throws ScheduleFileException {
    Firing berlin = new Firing.Cron("0 0 12 * * ?", ZoneId.of("Europe/Berlin"));

    CronTrigger trigger = (CronTrigger) trigger(berlin, Misfire.SKIP);

    assertThat(trigger.getCronExpression()).isEqualTo("0 0 12 * * ?");
    assertThat(trigger.getTimeZone()).isEqualTo(TimeZone.getTimeZone("Europe/Berlin"));
    assertThat(trigger.getFireTimeAfter(Date.from(Instant.parse("2030-01-01T00:00:00Z"))))
        .isEqualTo(Instant.parse("2030-01-01T11:00:00Z"));
  }

  @Test
  void a_count_is_a_number_of_fires() throws ScheduleFileException {
    SimpleTrigger trigger = (SimpleTrigger) trigger(EVERY, Misfire.SKIP);

    assertThat(trigger.getRepeatInterval()).isEqualTo(10_000);
    assertThat(fires(trigger)).hasSize(6);
  }

  @Test
  void without_a_count_there_is_no_end() throws ScheduleFileException {
    Firing forever = new Firing.Every(Duration.ofSeconds(10), OptionalInt.empty());

    assertThat(((SimpleTrigger) trigger(forever, Misfire.SKIP)).getRepeatCount())
        .isEqualTo(SimpleTrigger.REPEAT_INDEFINITELY);
  }

  @Test
  void an_instant_is_the_only_fire() throws ScheduleFileException {
    Trigger trigger = trigger(AT, Misfire.SKIP);

    assertThat(fires(trigger)).isEqualTo(List.of(Date.from(Instant.parse("2030-01-01T00:00:00Z"))));
  }

  @Test
  void a_trigger_is_named_as_its_job() throws ScheduleFileException {
    assertThat(trigger(AT, Misfire.SKIP).getKey().getName()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "SKIP, " + CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING,
    "FIRE_ONCE, " + CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW,
    "FIRE_ALL, " + Trigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY
  })
  void a_missed_cron_is_dealt_with_as_it_says(Misfire misfire, int instruction)
      throws ScheduleFileException {
    assertThat(trigger(CRON, misfire).getMisfireInstruction()).isEqualTo(instruction);
  }

  @ParameterizedTest
  @CsvSource({
    "SKIP, " + SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NEXT_WITH_REMAINING_COUNT,
    "FIRE_ONCE, " + SimpleTrigger.MISFIRE_INSTRUCTION_FIRE_NOW,
    "FIRE_ALL, " + Trigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY
  })
  void a_missed_interval_or_instant_is_dealt_with_as_it_says(Misfire misfire, int instruction)
      throws ScheduleFileException {
    assertThat(trigger(EVERY, misfire).getMisfireInstruction()).isEqualTo(instruction);
    assertThat(trigger(AT, misfire).getMisfireInstruction()).isEqualTo(instruction);
  }
}
