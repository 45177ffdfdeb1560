package org.fluxjvm.job;

import java.util.Set;

/** The rules of RFC 14 for a resource vertex and those below it. */
final class ResourceRules {
  private static final Set<String> AT_LEAST_ONE = Set.of("node", "slot", "core");

  private ResourceRules() {}

  static void check(Element resource) {
    resource.mapping();
    String type = resource.required("type").string();
    checkCount(type, resource.required("count"));
    for (String key : new String[] {"id", "unit", "label"}) {
      resource.optional(key).ifPresent(Element::string);
    }
    resource.optional("exclusive").ifPresent(ResourceRules::checkBoolean);
    if (type.equals("slot")) {
      resource.required("label");
    }
    resource.optional("with").ifPresent(with -> with.items().forEach(ResourceRules::check));
  }

  private static void checkCount(String type, Element count) {
    if (count.node().isObject()) {
      CountRange.check(count);
    } else if (count.node().isString()) {
      CountRange.checkText(count);
    } else {
      count.integer(AT_LEAST_ONE.contains(type) ? 1 : 0);
    }
  }

  private static void checkBoolean(Element exclusive) {
    if (!exclusive.node().isBoolean()) {
      throw exclusive.fail("must be true or false, got " + exclusive.shown());
    }
  }
}
