package org.fluxjvm.metrics;

import java.util.Collection;
import java.util.List;

/**
 * Which queues of an instance are shown by their names: those that come first by name, whatever
 * order an answer has them in, so that all meters show the same ones.
 *
 * @param shown their names, in order
 */
record QueueLabels(List<String> shown) {
  static QueueLabels of(Collection<String> queues) {
    return new QueueLabels(queues.stream().distinct().sorted().limit(QueueLabel.LIMIT).toList());
  }

  String label(String queue) {
    return shown.contains(queue) ? QueueLabel.of(queue) : QueueLabel.OTHER;
  }
}
