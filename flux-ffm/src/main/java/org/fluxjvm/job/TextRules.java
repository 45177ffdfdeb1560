package org.fluxjvm.job;

import tools.jackson.databind.JsonNode;

/**
 * What any JSON must keep to reach Flux: a sane depth, finite numbers, and text without the NUL
 * character, which the C side refuses, or half a surrogate pair, which has no UTF-8.
 */
final class TextRules {
  private static final int MAX_DEPTH = 200;

  private TextRules() {}

  static void check(Element root) {
    check(root, 0);
  }

  private static void check(Element element, int depth) {
    if (depth > MAX_DEPTH) {
      throw new JobspecException("", "is nested more than " + MAX_DEPTH + " deep");
    }
    JsonNode node = element.node();
    if (node.isObject()) {
      node.propertyNames().forEach(key -> checkText(element, "key", key));
      element.members().forEach(member -> check(member, depth + 1));
    } else if (node.isArray()) {
      element.items().forEach(item -> check(item, depth + 1));
    } else if (node.isString()) {
      checkText(element, "text", node.stringValue());
    } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw element.fail("must be a finite number, got " + node.doubleValue());
    }
  }

  private static void checkText(Element element, String noun, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw element.fail("has a " + noun + " with a NUL character at index " + i);
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw element.fail("has a " + noun + " with half a surrogate pair at index " + i);
        }
        i++;
      }
    }
  }
}
