package org.fluxjvm.job;

import java.util.List;

/**
 * The letter of RFC 25: exactly one program, on one of the resource graphs {@code [node >] slot >
 * core [, gpu]}.
 */
final class ProgramRules {
  private ProgramRules() {}

  static void check(Element root) {
    Element version = root.required("version");
    if (version.integer(1) != 1) {
      throw version.fail("must be 1, got " + version.shown());
    }
    only(root.required("tasks"), "task");
    Element top = only(root.required("resources"), "resource");
    switch (type(top)) {
      case "node" -> checkNode(top);
      case "slot" -> checkSlot(top);
      default -> throw unfit(top, "node or slot");
    }
  }

  private static void checkNode(Element node) {
    Element slot = only(node.required("with"), "slot");
    if (!type(slot).equals("slot")) {
      throw unfit(slot, "slot");
    }
    checkSlot(slot);
  }

  private static void checkSlot(Element slot) {
    Element with = slot.required("with");
    List<Element> content = with.items();
    long cores = content.stream().filter(element -> type(element).equals("core")).count();
    long gpus = content.stream().filter(element -> type(element).equals("gpu")).count();
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

  private static String type(Element resource) {
    return resource.required("type").string();
  }

  private static JobspecException unfit(Element resource, String allowed) {
    Element type = resource.required("type");
    return type.fail("must be " + allowed + " here in version 1, got " + type.shown());
  }
}
