package org.fluxjvm.scheduler.schedule;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;

/** The values of a mapping that were given, by key. */
final class Settings {
  static final Settings NONE = new Settings(Map.of());

  private final Map<Key<?>, Value<?>> values;

  private Settings(Map<Key<?>, Value<?>> values) {
    this.values = values;
  }

  /** Reads a mapping; a key that is not among those allowed is told. */
  static Settings read(MappingNode mapping, Map<String, Key<?>> allowed, Problems problems) {
    Map<Key<?>, Value<?>> values = new HashMap<>();
    for (Field field : Mappings.fields(mapping, problems).values()) {
      Key<?> key = allowed.get(field.name());
      if (key == null) {
        problems.error(field.mark(), UnknownKey.text(field.name(), allowed.keySet()));
      } else {
        values.put(key, key.read(field, problems));
      }
    }
    return new Settings(values);
  }

  /** These settings, and where one is missing, that of the defaults. */
  Settings over(Settings defaults) {
    Map<Key<?>, Value<?>> merged = new HashMap<>(defaults.values);
    // What a job runs replaces what jobs run by default, whatever its form.
    if (!given(Key.WORK).isEmpty()) {
      Key.WORK.forEach(merged::remove);
    }
    merged.putAll(values);
    return new Settings(merged);
  }

  boolean has(Key<?> key) {
    return values.containsKey(key);
  }

  /** Those keys of a few that are given, by place. */
  List<Key<?>> given(Collection<Key<?>> keys) {
    return keys.stream()
        .filter(values::containsKey)
        .sorted(Comparator.comparing(this::keyPlace))
        .toList();
  }

  private Place keyPlace(Key<?> key) {
    return value(key).map(Value::key).map(Place::of).orElse(Place.START);
  }

  /** What is given for a key, right or wrong. */
  @SuppressWarnings("unchecked") // A key's value is made by that key.
  <T> Optional<Value<T>> value(Key<T> key) {
    return Optional.ofNullable((Value<T>) values.get(key));
  }

  /** What is given for a key, if it is right. */
  <T> Optional<T> get(Key<T> key) {
    return value(key).flatMap(Value::read);
  }
}
