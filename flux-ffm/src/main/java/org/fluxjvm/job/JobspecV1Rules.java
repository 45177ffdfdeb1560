package org.fluxjvm.job;

/**
 * What Flux demands of version 1 beyond RFC 14: plain numbers for counts, and a duration. The
 * resource graphs of RFC 25 are not among it, because a scheduler may know more types.
 */
final class JobspecV1Rules {
  private JobspecV1Rules() {}

  static void check(Element root) {
    root.required("attributes").required("system").required("duration");
    root.required("resources").items().forEach(JobspecV1Rules::checkCounts);
    for (Element task : root.required("tasks").items()) {
      Element count = task.required("count");
      if (count.optional("per_resource").isPresent()) {
        throw count.fail("must be per_slot or total in version 1");
      }
    }
  }

  private static void checkCounts(Element resource) {
    Element count = resource.required("count");
    if (!count.node().isIntegralNumber()) {
      throw count.fail("must be an integer in version 1, got " + count.shown());
    }
    resource.optional("with").ifPresent(with -> with.items().forEach(JobspecV1Rules::checkCounts));
  }
}
