package org.fluxjvm.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.job.Constraint;
import org.fluxjvm.scheduler.RetryPolicy;

/** The keys of a job, each with how its value is read. */
final class Key<T> {
  static final Key<String> NAME = new Key<>("name", TextValues::name);

  static final Key<String> CRON = new Key<>("cron", TimeValues::cron);
  static final Key<Duration> EVERY = new Key<>("every", TimeValues::every);
  static final Key<Integer> COUNT = new Key<>("count", Numbers.from(1));
  static final Key<Instant> AT = new Key<>("at", TimeValues::at);

  static final Key<Firing.After> AFTER = new Key<>("after", Afters::read);

  static final Key<ZoneId> TIMEZONE = new Key<>("timezone", TimeValues::timezone);
  static final Key<Misfire> MISFIRE = new Key<>("misfire", new Choice<>(Misfire.class));

  static final Key<List<String>> COMMAND = new Key<>("command", TextCollections::command);
  static final Key<String> SCRIPT = new Key<>("script", TextValues::script);
  static final Key<Work.JobspecFile> JOBSPEC = new Key<>("jobspec", JobspecFiles::read);

  static final Key<Integer> TASKS = new Key<>("tasks", Numbers.from(1));
  static final Key<Integer> CORES = new Key<>("cores", Numbers.from(1));
  static final Key<Integer> GPUS = new Key<>("gpus", Numbers.from(0));
  static final Key<Integer> NODES = new Key<>("nodes", Numbers.from(1));
  static final Key<Boolean> EXCLUSIVE = new Key<>("exclusive", Truth::read);
  static final Key<Duration> DURATION = new Key<>("duration", TimeValues::duration);
  static final Key<Integer> URGENCY = new Key<>("urgency", new Numbers(1, 31));
  static final Key<String> QUEUE = new Key<>("queue", TextValues::word);
  static final Key<String> BANK = new Key<>("bank", TextValues::word);
  static final Key<String> CWD = new Key<>("cwd", TemplateCheck::directory);
  static final Key<Map<String, String>> ENV = new Key<>("env", TextCollections::env);
  static final Key<String> STDIN = new Key<>("stdin", TemplateCheck::path);
  static final Key<String> STDOUT = new Key<>("stdout", TemplateCheck::path);
  static final Key<String> STDERR = new Key<>("stderr", TemplateCheck::path);
  static final Key<Expect> EXPECT = new Key<>("expect", new Choice<>(Expect.class));

  static final Key<RetryPolicy> RETRY = new Key<>("retry", Retries::read);
  static final Key<Boolean> IDEMPOTENT = new Key<>("idempotent", Truth::read);
  static final Key<Integer> CONCURRENCY = new Key<>("concurrency", Numbers.from(1));
  static final Key<List<String>> DEPENDENCIES = new Key<>("dependencies", FluxTexts::dependencies);
  static final Key<Constraint> CONSTRAINTS = new Key<>("constraints", FluxTexts::constraint);

  /** One of them fires the job. */
  static final List<Key<?>> TRIGGERS = List.of(CRON, EVERY, AT, AFTER);

  /** One of them is what it runs. */
  static final List<Key<?>> WORK = List.of(COMMAND, SCRIPT, JOBSPEC);

  /** What a jobspec file says itself. */
  static final List<Key<?>> IN_JOBSPEC =
      List.of(
          TASKS,
          CORES,
          GPUS,
          NODES,
          EXCLUSIVE,
          DURATION,
          QUEUE,
          BANK,
          CWD,
          ENV,
          STDIN,
          STDOUT,
          STDERR,
          DEPENDENCIES,
          CONSTRAINTS);

  private static final List<Key<?>> SHARED =
      List.of(
          TIMEZONE,
          MISFIRE,
          COMMAND,
          SCRIPT,
          JOBSPEC,
          TASKS,
          CORES,
          GPUS,
          NODES,
          EXCLUSIVE,
          DURATION,
          URGENCY,
          QUEUE,
          BANK,
          CWD,
          ENV,
          STDIN,
          STDOUT,
          STDERR,
          EXPECT,
          RETRY,
          IDEMPOTENT,
          CONCURRENCY,
          DEPENDENCIES,
          CONSTRAINTS);

  /** What may stand in {@code defaults}, by name. */
  static final Map<String, Key<?>> OF_DEFAULTS = byName(SHARED.stream());

  /** What may stand in a job, by name. */
  static final Map<String, Key<?>> OF_JOB =
      byName(Stream.concat(Stream.of(NAME, CRON, EVERY, COUNT, AT, AFTER), SHARED.stream()));

  private final String name;
  private final ValueReader<T> reader;

  private Key(String name, ValueReader<T> reader) {
    this.name = name;
    this.reader = reader;
  }

  String keyName() {
    return name;
  }

  Value<T> read(Field field, Problems problems) {
    return new Value<>(field.mark(), field.node().getStartMark(), reader.read(field, problems));
  }

  @Override
  public String toString() {
    return "`" + name + "`";
  }

  private static Map<String, Key<?>> byName(Stream<Key<?>> keys) {
    return keys.collect(
        Collectors.toMap(
            Key::keyName, Function.identity(), (one, other) -> one, LinkedHashMap::new));
  }
}
