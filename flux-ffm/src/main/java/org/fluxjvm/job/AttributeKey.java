package org.fluxjvm.job;

import java.util.List;

/**
 * The place of an attribute below {@code attributes}. A dotted key names one of {@code
 * attributes.system} unless it starts with {@code attributes.}, {@code system.} or {@code user.}.
 */
record AttributeKey(List<String> segments) {
  private static final String ATTRIBUTES = "attributes.";

  static AttributeKey of(String key) {
    String below = key.startsWith(ATTRIBUTES) ? key.substring(ATTRIBUTES.length()) : prefixed(key);
    return plain("attribute key", below);
  }

  /** A dotted key that is taken as it is. */
  static AttributeKey plain(String argument, String key) {
    List<String> segments = List.of(key.split("\\.", -1));
    if (segments.contains("")) {
      throw new JobspecException(
          key.isEmpty() ? argument : key, "has an empty part, where dots divide the key");
    }
    return new AttributeKey(segments);
  }

  private static String prefixed(String key) {
    return key.startsWith("user.") || key.startsWith("system.") ? key : "system." + key;
  }

  static AttributeKey shellOption(String option) {
    return of("system.shell.options." + option);
  }

  static AttributeKey file(String name) {
    return new AttributeKey(List.of("system", "files", name));
  }

  /** The first {@code length} segments, for messages. */
  String path(int length) {
    return ATTRIBUTES + String.join(".", segments.subList(0, length));
  }

  String path() {
    return path(segments.size());
  }
}
