package org.fluxjvm.scheduler.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxjvm.scheduler.RunRequest.Upon;
import org.yaml.snakeyaml.error.Mark;

/** The jobs that fire after others: each of those must be there, and none come after itself. */
final class Afters {
  private static final List<String> KEYS = List.of("job", "on");
  private static final String EXAMPLE = "{ job: report, on: success }";

  private record Link(String parent, Mark place) {}

  private final Map<String, Link> links = new LinkedHashMap<>();

  static Optional<Firing.After> read(Field field, Problems problems) {
    return Nested.read(field, KEYS, EXAMPLE, problems)
        .flatMap(
            nested -> {
              Optional<String> job = nested.required("job", TextValues::name);
              Optional<Upon> on = nested.optional("on", new Choice<>(Upon.class), Upon.SUCCESS);
              return job.flatMap(name -> on.map(end -> new Firing.After(name, end)));
            });
  }

  void add(String job, String parent, Mark place) {
    links.putIfAbsent(job, new Link(parent, place));
  }

  /** Tells of jobs that are not among all those of the file, and of circles, each once. */
  void check(Set<String> jobs, Problems problems) {
    Set<String> checked = new LinkedHashSet<>();
    links.forEach(
        (job, link) -> {
          if (!jobs.contains(link.parent())) {
            problems.error(
                link.place(),
                "`after` names the job %s, which is not in the file%s; it must be one of its jobs"
                    .formatted(Quoted.quoted(link.parent()), Nearest.hint(link.parent(), jobs)));
          }
          circle(job, checked).ifPresent(circle -> problems.error(link.place(), text(circle)));
        });
  }

  /** The way from a job back to it, if there is one that was not checked before. */
  private Optional<List<String>> circle(String start, Set<String> checked) {
    List<String> way = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    String job = start;
    while (links.containsKey(job) && checked.add(job)) {
      seen.add(job);
      way.add(job);
      job = links.get(job).parent();
    }
    if (!seen.contains(job)) {
      return Optional.empty();
    }
    List<String> circle = new ArrayList<>(way.subList(way.indexOf(job), way.size()));
    circle.add(job);
    return Optional.of(circle);
  }

  private static String text(List<String> circle) {
    return circle.size() == 2
        ? "`after` names the job itself; it must be another one"
        : "`after` goes in a circle, of which no job can be the first: "
            + String.join(" after ", circle.stream().map(Quoted::quoted).toList());
  }
}
