package org.fluxjvm.job;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.StringNode;

/** A standard stream of the tasks, as the options of the job shell describe it. */
enum Stdio {
  INPUT("input.stdin"),
  OUTPUT("output.stdout"),
  ERROR("output.stderr");

  private static final double UNBUFFERED_OUTPUT_SECONDS = 0.05;
  private static final double UNBUFFERED_INPUT_SECONDS = 0.0;

  private final String option;

  Stdio(String option) {
    this.option = option;
  }

  private AttributeKey key(String name) {
    return AttributeKey.shellOption(option + "." + name);
  }

  String pathKey() {
    return key("path").path();
  }

  void toFile(Attributes attributes, String path) {
    attributes.set(key("type"), StringNode.valueOf("file"));
    attributes.set(key("path"), StringNode.valueOf(path));
  }

  void toEventLog(Attributes attributes) {
    for (String name : List.of("type", "path", "label")) {
      attributes.remove(key(name));
    }
  }

  /** Labels the lines of a stream that goes to a file. */
  void label(Attributes attributes) {
    if (attributes.get(key("path")).isPresent()) {
      attributes.set(key("label"), BooleanNode.TRUE);
    }
  }

  void unlabel(Attributes attributes) {
    attributes.remove(key("label"));
  }

  static void unbuffer(Attributes attributes) {
    attributes.set(OUTPUT.key("buffer.type"), StringNode.valueOf("none"));
    attributes.set(ERROR.key("buffer.type"), StringNode.valueOf("none"));
    attributes.set(batchTimeout("output"), DoubleNode.valueOf(UNBUFFERED_OUTPUT_SECONDS));
    attributes.set(batchTimeout("input"), DoubleNode.valueOf(UNBUFFERED_INPUT_SECONDS));
  }

  static boolean isUnbuffered(Attributes attributes) {
    return Stream.of(OUTPUT, ERROR)
        .map(stream -> attributes.text(stream.key("buffer.type").path()).orElse(""))
        .allMatch("none"::equals);
  }

  static void rebuffer(Attributes attributes) {
    attributes.remove(OUTPUT.key("buffer"));
    attributes.remove(ERROR.key("buffer"));
    removeTimeout(attributes, batchTimeout("output"), UNBUFFERED_OUTPUT_SECONDS);
    removeTimeout(attributes, batchTimeout("input"), UNBUFFERED_INPUT_SECONDS);
  }

  /** Leaves a timeout that was set to something else alone. */
  private static void removeTimeout(Attributes attributes, AttributeKey key, double seconds) {
    if (attributes.get(key).filter(node -> node.asDouble(-1) == seconds).isPresent()) {
      attributes.remove(key);
    }
  }

  private static AttributeKey batchTimeout(String direction) {
    return AttributeKey.shellOption(direction + ".batch-timeout");
  }
}
