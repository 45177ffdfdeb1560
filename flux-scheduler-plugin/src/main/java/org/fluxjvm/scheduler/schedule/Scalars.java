package org.fluxjvm.scheduler.schedule;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads texts as they are written, whatever YAML would make of them. */
final class Scalars {
  private static final Set<Tag> TEXTS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.MERGE);

  private Scalars() {}

  /** The text of a field, which can be empty if it stands in quotes. */
  static Optional<String> text(Field field, Problems problems) {
    return text(field, "`" + field.name() + "`", problems);
  }

  /** The text of a field that a message calls {@code what}. */
  static Optional<String> text(Field field, String what, Problems problems) {
    Node node = field.node();
    if (!(node instanceof ScalarNode scalar) || !TEXTS.contains(node.getTag())) {
      problems.error(
          node.getStartMark(), "%s is %s; it must be %s".formatted(what, kind(node), wanted(node)));
      return Optional.empty();
    }
    return encodable(scalar, what, problems);
  }

  private static Optional<String> encodable(ScalarNode scalar, String what, Problems problems) {
    String text = scalar.getValue();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      problems.error(
          scalar.getStartMark(),
          what + " has half of a surrogate pair; write the character itself");
      return Optional.empty();
    }
    if (text.indexOf('\0') >= 0) {
      problems.error(
          scalar.getStartMark(), what + " has a NUL character; programs cannot be given one");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** The node as the text of a plain scalar, one without quotes. */
  static Optional<String> plain(Node node) {
    return node instanceof ScalarNode scalar && scalar.isPlain() && TEXTS.contains(node.getTag())
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** What the node is, for a message. */
  static String kind(Node node) {
    if (node.getTag().equals(Tag.MAP)) {
      return "a mapping";
    }
    if (node.getTag().equals(Tag.SEQ)) {
      return "a list";
    }
    if (node.getTag().equals(Tag.NULL)) {
      return "empty";
    }
    return node instanceof ScalarNode scalar && TEXTS.contains(node.getTag())
        ? (scalar.isPlain() ? "the text " : "the quoted text ") + Quoted.quoted(scalar.getValue())
        : "tagged " + Quoted.quoted(shortTag(node.getTag())) + ", and tags are not allowed";
  }

  private static String wanted(Node node) {
    return node instanceof MappingNode ? "a text; quote one that begins with `{`" : "a text";
  }

  private static String shortTag(Tag tag) {
    return tag.startsWith(Tag.PREFIX)
        ? "!!" + tag.getValue().substring(Tag.PREFIX.length())
        : tag.getValue();
  }
}
