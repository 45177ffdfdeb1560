package org.fluxjvm.scheduler.schedule;

import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a decimal integer, bounds included. */
record Numbers(int least, int most) implements ValueReader<Integer> {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,9}");

  static Numbers from(int least) {
    return new Numbers(least, Integer.MAX_VALUE);
  }

  @Override
  public Optional<Integer> read(Field field, Problems problems) {
    Node node = field.node();
    Optional<Integer> number =
        Scalars.plain(node)
            .filter(text -> DECIMAL.matcher(text).matches())
            .map(Long::parseLong)
            .filter(value -> value >= least && value <= most)
            .map(Long::intValue);
    if (number.isEmpty()) {
      problems.error(
          node.getStartMark(),
          "`%s` is %s; it must be an integer %s"
              .formatted(
                  field.name(),
                  Scalars.kind(node),
                  most == Integer.MAX_VALUE ? ">= " + least : "from " + least + " to " + most));
    }
    return number;
  }
}
