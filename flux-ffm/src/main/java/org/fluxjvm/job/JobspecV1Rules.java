package org.fluxjvm.job;

import java.util.List;

/**
 * What RFC 25 demands of version 1 beyond RFC 14: one program, one of the resource graphs {@code
 * [node >] slot > core [, gpu]}, plain numbers for counts, and a duration.
 */
final class JobspecV1Rules {
  private JobspecV1Rules() {}

  static void check(Element root) {
    root.required("attributes").required("system").required("duration");
    Element task = only(root.required("tasks"), "task");
    if (task.required("count").optional("per_resource").isPresent()) {
      throw task.required("count").fail("must be per_slot or total in version 1");
    }
    Element top = only(root.required("resources"), "resource");
    String type = countedType(top);
    switch (type) {
      case "node" -> checkNode(top);
      case "slot" -> checkSlot(top);
      default -> throw unfit(top, "node or slot");
    }
  }

  private static void checkNode(Element node) {
    Element slot = only(node.required("with"), "slot");
    if (!countedType(slot).equals("slot")) {
      throw unfit(slot, "slot");
    }
    checkSlot(slot);
  }

  private static void checkSlot(Element slot) {
    Element with = slot.required("with");
    List<Element> content = with.items();
    long cores = content.stream().filter(element -> countedType(element).equals("core")).count();
    long gpus = content.stream().filter(element -> countedType(element).equals("gpu")).count();
    if (cores != 1 || gpus > 1 || cores + gpus != content.size()) {
      throw with.fail("must be one core and at most one gpu in version 1");
    }
    for (Element element : content) {
      if (element.optional("with").isPresent()) {
        throw element.fail("must have no 'with' in version 1");
      }
    }
  }

  private static Element only(Element list, String noun) {
    List<Element> items = list.items();
    if (items.size() != 1) {
      throw list.fail("must have exactly one " + noun + " in version 1, got " + items.size());
    }
    return items.getFirst();
  }

  private static String countedType(Element resource) {
    Element count = resource.required("count");
    if (!count.node().isIntegralNumber()) {
      throw count.fail("must be an integer in version 1, got " + count.shown());
    }
    return resource.required("type").string();
  }

  private static JobspecException unfit(Element resource, String allowed) {
    Element type = resource.required("type");
    return type.fail("must be " + allowed + " here in version 1, got " + type.shown());
  }
}
