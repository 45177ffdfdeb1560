package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Visits the resources of a jobspec, each before those listed in it. */
final class ResourceWalk {
  private final List<ResourceVertex> visited = new ArrayList<>();

  private ResourceWalk() {}

  static List<ResourceVertex> over(JsonNode resources) {
    ResourceWalk walk = new ResourceWalk();
    walk.visit(new Element("resources", resources), Optional.empty(), 1);
    return List.copyOf(walk.visited);
  }

  private void visit(Element list, Optional<JsonNode> parent, long multiple) {
    for (Element resource : list.items()) {
      long count = product(multiple, resource.required("count"));
      visited.add(new ResourceVertex(parent, resource.node(), count));
      resource.optional("with").ifPresent(with -> visit(with, Optional.of(resource.node()), count));
    }
  }

  static long sum(long some, long more) {
    try {
      return Math.addExact(some, more);
    } catch (ArithmeticException e) {
      throw tooMany("resources", e);
    }
  }

  private static long product(long multiple, Element count) {
    if (!count.node().isIntegralNumber()) {
      throw count.fail("must be an integer for resources to be counted, got " + count.shown());
    }
    try {
      return Math.multiplyExact(multiple, count.node().longValue());
    } catch (ArithmeticException e) {
      throw tooMany(count.path(), e);
    }
  }

  private static JobspecException tooMany(String path, ArithmeticException e) {
    return new JobspecException(
        path, "asks for more than " + Long.MAX_VALUE + " resources in all", e);
  }
}
