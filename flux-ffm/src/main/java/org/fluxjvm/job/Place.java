package org.fluxjvm.job;

import org.jspecify.annotations.Nullable;

/**
 * A place in a jobspec, written out only for a message: of a jobspec that is large, the paths to
 * all its values would be larger by far.
 *
 * @param outer the place that this one is in, null for the outermost
 * @param step the way from there: {@code .key} or {@code [index]}; of the outermost, its path
 */
record Place(@Nullable Place outer, String step) {
  private static final int MAX_SHOWN = 200;

  static Place of(String path) {
    return new Place(null, path);
  }

  Place key(String key) {
    return new Place(this, "." + key);
  }

  Place item(int index) {
    return new Place(this, "[" + index + "]");
  }

  /** The path, like {@code tasks[0].command}; long keys in it are shortened. */
  String path() {
    StringBuilder path = new StringBuilder();
    appendTo(path);
    return path.toString();
  }

  private void appendTo(StringBuilder path) {
    if (outer == null) {
      path.append(step);
      return;
    }
    outer.appendTo(path);
    int start = path.isEmpty() && step.startsWith(".") ? 1 : 0;
    int end = Math.min(step.length(), start + MAX_SHOWN);
    path.append(step, start, end).append(end < step.length() ? "..." : "");
  }
}
