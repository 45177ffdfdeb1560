package org.fluxjvm.job;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** A count of resources that is not one number (RFC 14): a range, or an idset. */
final class CountRange {
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("max", "min", "operand", "operator"));
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<min>\\d{1,18})(?:\\+|-(?<max>\\d{1,18}))"
              + "(?::(?<operand>\\d{1,18})(?::(?<operator>.))?)?");
  private static final Pattern IDSET =
      Pattern.compile("\\d{1,18}(?:-\\d{1,18})?(?:,\\d{1,18}(?:-\\d{1,18})?)*+");

  private CountRange() {}

  static void check(Element range) {
    range.onlyKeys(KEYS);
    long min = range.required("min").integer(1);
    range.optional("max").ifPresent(max -> max.integer(min));
    Optional<Element> operand = range.optional("operand");
    Optional<Element> operator = range.optional("operator");
    if (operand.isPresent() != operator.isPresent()) {
      throw range.fail("must have both operand and operator, or neither");
    }
    operand.ifPresent(element -> element.integer(1));
    operator.ifPresent(element -> checkOperator(range, element));
  }

  private static void checkOperator(Element range, Element operator) {
    switch (operator.string()) {
      case "+" -> {}
      case "*" -> range.required("operand").integer(2);
      case "^" -> {
        range.required("operand").integer(2);
        range.required("min").integer(2);
      }
      default -> throw operator.fail("must be +, * or ^, got " + operator.shown());
    }
  }

  /** The short forms: {@code 2+}, {@code 2-8}, {@code 2-8:2}, {@code 2-8:2:*}, {@code 1,3,5-7}. */
  static void checkText(Element count) {
    String text = count.string();
    Matcher range = TEXT.matcher(text);
    if (range.matches()) {
      check(new Element(count.path(), mapping(range)));
    } else if (!IDSET.matcher(text).matches()) {
      throw count.fail("must be an idset or a range like 2-8:2, got " + count.shown());
    }
  }

  private static ObjectNode mapping(Matcher range) {
    ObjectNode mapping = Json.object();
    for (String key : new String[] {"min", "max", "operand"}) {
      if (range.group(key) != null) {
        mapping.put(key, Long.parseLong(range.group(key)));
      }
    }
    if (range.group("operand") != null) {
      String operator = range.group("operator");
      mapping.put("operator", operator == null ? "+" : operator);
    }
    return mapping;
  }
}
