package org.fluxjvm.scheduler.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the root of a schedule file: {@code defaults} and {@code jobs}. */
final class ScheduleReader {
  private static final String DEFAULTS = "defaults";
  private static final String JOBS = "jobs";
  private static final Set<String> KEYS = new TreeSet<>(Set.of(DEFAULTS, JOBS));
  private static final String EXAMPLE = "`- name: report`";

  private final Problems problems;
  private final CronWarnings warnings;
  private final Map<String, Mark> names = new HashMap<>();
  private final Afters afters = new Afters();

  ScheduleReader(Problems problems, CronWarnings warnings) {
    this.problems = problems;
    this.warnings = warnings;
  }

  /** The jobs that are right; the others are told. */
  List<ScheduledJob> read(Node root) {
    return Mappings.mapping(root, "the file", "`jobs: [...]`", problems)
        .map(this::jobs)
        .orElse(List.of());
  }

  private List<ScheduledJob> jobs(MappingNode root) {
    Map<String, Field> fields = Mappings.fields(root, problems);
    fields.values().stream()
        .filter(field -> !KEYS.contains(field.name()))
        .forEach(field -> problems.error(field.mark(), UnknownKey.text(field.name(), KEYS)));
    Settings defaults =
        Optional.ofNullable(fields.get(DEFAULTS)).map(this::defaults).orElse(Settings.NONE);
    Field jobs = fields.get(JOBS);
    if (jobs == null) {
      problems.error(root.getStartMark(), "there is no `jobs`; a list of jobs is required");
      return List.of();
    }
    return jobs(jobs.node(), defaults);
  }

  private Settings defaults(Field field) {
    return Mappings.mapping(field.node(), "`defaults`", "{ timezone: UTC, queue: batch }", problems)
        .map(mapping -> Settings.read(mapping, Key.OF_DEFAULTS, problems))
        .map(this::consistent)
        .orElse(Settings.NONE);
  }

  private Settings consistent(Settings defaults) {
    OneOf.check(defaults, Key.WORK, problems);
    return defaults;
  }

  private List<ScheduledJob> jobs(Node node, Settings defaults) {
    if (!(node instanceof SequenceNode list) || !node.getTag().equals(Tag.SEQ)) {
      problems.error(
          node.getStartMark(),
          "`jobs` is %s; it must be a list, each item beginning as in %s"
              .formatted(Scalars.kind(node), EXAMPLE));
      return List.of();
    }
    if (list.getValue().isEmpty()) {
      problems.error(node.getStartMark(), "`jobs` is an empty list; at least one job is required");
    }
    List<ScheduledJob> jobs = new ArrayList<>();
    for (Node item : list.getValue()) {
      Mappings.mapping(item, "a job", EXAMPLE, problems)
          .flatMap(mapping -> job(mapping, defaults))
          .ifPresent(jobs::add);
    }
    afters.check(names.keySet(), problems);
    return jobs;
  }

  private Optional<ScheduledJob> job(MappingNode mapping, Settings defaults) {
    Settings settings = Settings.read(mapping, Key.OF_JOB, problems);
    settings.value(Key.NAME).ifPresent(this::unique);
    settings
        .get(Key.NAME)
        .ifPresent(name -> settings.value(Key.AFTER).ifPresent(after -> add(name, after)));
    return new JobReader(mapping.getStartMark(), settings, defaults, problems, warnings).read();
  }

  private void add(String name, Value<Firing.After> after) {
    after.read().ifPresent(firing -> afters.add(name, firing.job(), after.place()));
  }

  private void unique(Value<String> name) {
    name.read()
        .ifPresent(
            text -> {
              Mark first = names.putIfAbsent(text, name.place());
              if (first != null) {
                problems.error(
                    name.place(),
                    "duplicate name %s, given in line %d already; names must be unique"
                        .formatted(Quoted.quoted(text), Place.of(first).line()));
              }
            });
  }
}
