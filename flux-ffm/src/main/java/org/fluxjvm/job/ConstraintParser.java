package org.fluxjvm.job;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.job.ConstraintToken.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a constraint from text (RFC 35) by the grammar of Flux's own parser, so that the same text
 * means the same: also where that is surprising, as in {@code a or b c}, which asks for {@code c}
 * in any case.
 */
final class ConstraintParser {
  private static final String PROPERTIES = "properties";
  private static final Map<String, String> SHORT =
      Map.of("host", "hostlist", "hosts", "hostlist", "rank", "ranks");
  private static final Pattern NOT_IN_OPERATOR = Pattern.compile("[^\\w.+@-]");
  private static final int WEAKEST = -1;

  /** What is deeper would not fit on the stack of a thread; no one writes that. */
  private static final int DEEPEST = 100;

  private final String text;
  private final List<ConstraintToken> tokens;
  private int next;
  private int depth;

  private ConstraintParser(String text) {
    this.text = text;
    this.tokens = ConstraintLexer.read(text);
  }

  static ObjectNode parse(String text) {
    ConstraintParser parser = new ConstraintParser(text);
    ObjectNode constraint = parser.expression(WEAKEST);
    if (parser.peek().kind() != Kind.END) {
      throw parser.unexpected(parser.peek());
    }
    return constraint;
  }

  private ConstraintToken peek() {
    return tokens.get(next);
  }

  private ConstraintToken take() {
    return tokens.get(next++);
  }

  /** Reads on for as long as what follows binds stronger than what came before. */
  private ObjectNode expression(int before) {
    if (++depth > DEEPEST) {
      throw error("is nested more than " + DEEPEST + " deep", peek().position());
    }
    ObjectNode expression = operands(before);
    depth--;
    return expression;
  }

  private ObjectNode operands(int before) {
    ObjectNode left = operand();
    while (true) {
      Kind kind = peek().kind();
      if ((kind == Kind.AND || kind == Kind.OR) && kind.level() > before) {
        take();
        ObjectNode right = expression(kind.level());
        left = kind == Kind.AND ? and(left, right) : or(left, right);
      } else if (kind.startsExpression() && kind.level() >= before) {
        left = and(left, expression(Kind.AND.level()));
      } else {
        return left;
      }
    }
  }

  private ObjectNode operand() {
    ConstraintToken token = take();
    return switch (token.kind()) {
      case TERM -> term(token);
      case NOT -> not(expression(Kind.NOT.level()));
      case NEGATE -> not(negated());
      case OPEN -> group(token);
      default -> throw unexpected(token);
    };
  }

  private ObjectNode negated() {
    ConstraintToken token = take();
    if (token.kind() != Kind.TERM) {
      throw unexpected(token);
    }
    return term(token);
  }

  private ObjectNode group(ConstraintToken open) {
    ObjectNode inner = expression(WEAKEST);
    ConstraintToken close = take();
    if (close.kind() == Kind.END) {
      throw error("has a parenthesis that is not closed", open.position());
    }
    if (close.kind() != Kind.CLOSE) {
      throw unexpected(close);
    }
    return inner;
  }

  private ObjectNode term(ConstraintToken token) {
    int colon = token.text().indexOf(':');
    String name = colon < 0 ? PROPERTIES : token.text().substring(0, colon);
    String value = token.text().substring(colon + 1);
    Matcher bad = NOT_IN_OPERATOR.matcher(name);
    if (bad.find()) {
      throw error(
          "has '" + bad.group() + "' in the operator '" + name + "'",
          token.position() + bad.start());
    }
    ObjectNode term = Json.object();
    ArrayNode values = term.putArray(SHORT.getOrDefault(name, name));
    if (name.equals(PROPERTIES)) {
      List.of(value.split(",", -1)).forEach(values::add);
    } else {
      values.add(value);
    }
    return term;
  }

  private static ObjectNode not(ObjectNode part) {
    ObjectNode not = Json.object();
    not.putArray("not").add(part);
    return not;
  }

  private static ObjectNode or(ObjectNode left, ObjectNode right) {
    return joined("or", left, right);
  }

  /** Properties that are all asked for need no operator. */
  private static ObjectNode and(ObjectNode left, ObjectNode right) {
    JsonNode properties = left.get(PROPERTIES);
    if (properties instanceof ArrayNode values && right.get(PROPERTIES) instanceof ArrayNode more) {
      values.addAll(more);
      return left;
    }
    return joined("and", left, right);
  }

  private static ObjectNode joined(String operator, ObjectNode left, ObjectNode right) {
    if (left.get(operator) instanceof ArrayNode parts) {
      parts.add(right);
      return left;
    }
    ObjectNode joined = Json.object();
    joined.putArray(operator).add(left).add(right);
    return joined;
  }

  private IllegalArgumentException unexpected(ConstraintToken token) {
    return token.kind() == Kind.END
        ? error("ends where a condition is missing", token.position())
        : error("has '" + token.text() + "' where it has no place", token.position());
  }

  private IllegalArgumentException error(String problem, int position) {
    return ConstraintLexer.error(text, problem, position);
  }
}
