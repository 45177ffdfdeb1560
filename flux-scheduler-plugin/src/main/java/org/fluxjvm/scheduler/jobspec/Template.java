package org.fluxjvm.scheduler.jobspec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** One template of a firing, such as {@code fire.scheduled}, without its braces. */
final class Template {
  private static final Map<String, Function<Fire, String>> TEXTS =
      Map.of("fire.id", Fire::id, "job.name", Template::nameForFlux);

  private static final Map<String, Function<Fire, Optional<Instant>>> TIMES =
      Map.of(
          "fire.scheduled", fire -> Optional.of(fire.scheduled()), "fire.previous", Fire::previous);

  private final Function<Fire, String> value;

  private Template(Function<Fire, String> value) {
    this.value = value;
  }

  /** Reads {@code NAME} or, of a time, {@code NAME:PATTERN}. */
  static Template parse(String written) {
    int colon = written.indexOf(':');
    String name = (colon < 0 ? written : written.substring(0, colon)).strip();
    Function<Fire, Optional<Instant>> time = TIMES.get(name);
    if (time != null) {
      return colon < 0
          ? new Template(fire -> time.apply(fire).map(Instant::toString).orElse(""))
          : formatted(written, time, written.substring(colon + 1).strip());
    }
    Function<Fire, String> text = TEXTS.get(name);
    if (text == null) {
      throw new TemplateException(
          "unknown template {{%s}}; known are %s".formatted(written, known()));
    }
    if (colon >= 0) {
      throw new TemplateException(
          "template {{%s}}: a format is for times only, write {{%s}}".formatted(written, name));
    }
    return new Template(text);
  }

  private static Template formatted(
      String written, Function<Fire, Optional<Instant>> time, String pattern) {
    try {
      DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
      // A pattern may ask for what an instant does not have.
      String _ = format.format(Instant.EPOCH.atZone(ZoneOffset.UTC));
      return new Template(
          fire ->
              time.apply(fire).map(when -> format.format(when.atZone(ZoneOffset.UTC))).orElse(""));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new TemplateException(
          "template {{%s}}: %s; a format is as in {{fire.scheduled:yyyy-MM-dd}}"
              .formatted(written, e.getMessage()));
    }
  }

  /** Flux would fill in a template that comes with the name; nothing can be quoted from it. */
  private static String nameForFlux(Fire fire) {
    if (fire.jobName().contains(Templates.OPEN)) {
      throw new TemplateException(
          "template {{job.name}}: the name %s has a template of its own, which Flux would fill in"
              .formatted(fire.jobName()));
    }
    return fire.jobName();
  }

  private static String known() {
    TreeSet<String> names = new TreeSet<>(TEXTS.keySet());
    names.addAll(TIMES.keySet());
    return "{{" + String.join("}}, {{", names) + "}}";
  }

  String of(Fire fire) {
    return value.apply(fire);
  }
}
