package org.fluxjvm.job;

import java.util.Set;
import java.util.TreeSet;

/** The rules of RFC 14, 26 and 31 for {@code attributes.system}. */
final class SystemRules {
  private static final Set<String> LOGIC = Set.of("and", "or", "not");
  private static final Set<String> OPERATORS =
      new TreeSet<>(Set.of("and", "hostlist", "not", "or", "properties", "ranks"));
  private static final String NOT_IN_PROPERTY = "&'\"`|()";

  private SystemRules() {}

  static void check(Element system) {
    system.mapping();
    system.optional("duration").ifPresent(SystemRules::checkDuration);
    system.optional("environment").ifPresent(SystemRules::checkEnvironment);
    for (String key : new String[] {"bank", "cwd", "queue"}) {
      system.optional(key).ifPresent(Element::string);
    }
    system
        .optional("dependencies")
        .ifPresent(list -> list.items().forEach(SystemRules::checkDependency));
    system.optional("constraints").ifPresent(SystemRules::checkConstraint);
  }

  private static void checkDuration(Element duration) {
    double seconds = duration.node().isNumber() ? duration.node().asDouble(Double.NaN) : -1;
    if (!(seconds >= 0)) {
      throw duration.fail("must be a number of seconds >= 0, got " + duration.shown());
    }
  }

  /** Says nothing of a value: an environment may hold secrets. */
  private static void checkEnvironment(Element environment) {
    for (Element variable : environment.members()) {
      if (!variable.node().isString()) {
        throw variable.fail("must be a string: quote it");
      }
    }
  }

  private static void checkDependency(Element dependency) {
    dependency.mapping();
    dependency.required("scheme").string();
    dependency.required("value").string();
  }

  private static void checkConstraint(Element constraint) {
    constraint.onlyKeys(OPERATORS);
    for (String operator : constraint.node().propertyNames()) {
      Element operands = constraint.required(operator);
      if (LOGIC.contains(operator)) {
        operands.items().forEach(SystemRules::checkConstraint);
      } else if (operator.equals("properties")) {
        operands.items().forEach(SystemRules::checkProperty);
      } else {
        operands.items().forEach(Element::string);
      }
    }
  }

  private static void checkProperty(Element property) {
    if (property.string().chars().anyMatch(c -> NOT_IN_PROPERTY.indexOf(c) >= 0)) {
      throw property.fail(
          "must have none of the characters " + NOT_IN_PROPERTY + ", got " + property.shown());
    }
  }
}
