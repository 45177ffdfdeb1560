package org.fluxjvm.scheduler.schedule;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value of a key that is a mapping of a few keys of its own. */
final class Nested {
  private final Field parent;
  private final Map<String, Field> fields;
  private final String example;
  private final Problems problems;

  private Nested(Field parent, Map<String, Field> fields, String example, Problems problems) {
    this.parent = parent;
    this.fields = fields;
    this.example = example;
    this.problems = problems;
  }

  /** The mapping; a key that is not among those allowed is told. */
  static Optional<Nested> read(
      Field field, List<String> allowed, String example, Problems problems) {
    return Mappings.mapping(field.node(), "`" + field.name() + "`", example, problems)
        .map(mapping -> Mappings.fields(mapping, problems))
        .map(
            fields -> {
              fields.values().stream()
                  .filter(one -> !allowed.contains(one.name()))
                  .forEach(one -> problems.error(one.mark(), UnknownKey.text(one.name(), allowed)));
              return new Nested(field, fields, example, problems);
            });
  }

  /** The value of a key that must be there. */
  <T> Optional<T> required(String key, ValueReader<T> reader) {
    if (!fields.containsKey(key)) {
      problems.error(
          parent.node().getStartMark(),
          "`%s` has no `%s`; it is required, as in %s".formatted(parent.name(), key, example));
      return Optional.empty();
    }
    return value(key, reader);
  }

  /** The value of a key, or what stands for it if it is not there. */
  <T> Optional<T> optional(String key, ValueReader<T> reader, T otherwise) {
    return fields.containsKey(key) ? value(key, reader) : Optional.of(otherwise);
  }

  private <T> Optional<T> value(String key, ValueReader<T> reader) {
    Field field = requireNonNull(fields.get(key), key);
    return reader.read(new Field(parent.name() + "." + key, field.mark(), field.node()), problems);
  }
}
