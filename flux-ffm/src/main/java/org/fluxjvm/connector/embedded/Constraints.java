package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import tools.jackson.databind.JsonNode;

/** Job constraints (RFC 43), read for one request. */
final class Constraints {
  private static final Map<String, Integer> STATE_GROUPS =
      Map.of("pending", JobState.PENDING, "running", JobState.RUNNING, "active", JobState.ACTIVE);
  private static final long ANY_USER = 0xffff_ffffL;

  private final Exchange exchange;
  private final String host;

  Constraints(Exchange exchange, String host) {
    this.exchange = exchange;
    this.host = host;
  }

  Predicate<EmbeddedJob> parse(JsonNode tree) {
    if (!tree.isObject()) {
      throw invalid("a constraint must be a JSON object");
    }
    if (tree.isEmpty()) {
      return job -> true;
    }
    if (tree.size() > 1) {
      throw invalid("a constraint must have one operator only");
    }
    String operator = tree.propertyNames().iterator().next();
    JsonNode values = tree.get(operator);
    if (!values.isArray()) {
      throw invalid("the values of operator " + operator + " must be an array");
    }
    return operator(operator, values);
  }

  private Predicate<EmbeddedJob> operator(String operator, JsonNode values) {
    return switch (operator) {
      case "and" -> all(values);
      case "or" -> values.isEmpty() ? job -> true : any(values, this::parse);
      case "not" -> all(values).negate();
      case "userid" -> any(values, this::userid);
      case "name" -> any(values, this::name);
      case "queue" -> any(values, this::queue);
      case "states" -> any(values, this::state);
      case "results" -> any(values, this::result);
      case "hostlist" -> any(values, this::hostlist);
      case "ranks" -> any(values, this::ranks);
      default -> {
        JobState state = JobAttributes.TIMES.get(operator);
        if (state == null) {
          throw invalid("unknown constraint operator: " + operator);
        }
        if (values.isEmpty()) {
          throw invalid("timestamp value not specified");
        }
        yield time(state, values.path(0));
      }
    };
  }

  private Predicate<EmbeddedJob> all(JsonNode values) {
    List<Predicate<EmbeddedJob>> parts = parts(values, this::parse);
    return job -> parts.stream().allMatch(part -> part.test(job));
  }

  private static Predicate<EmbeddedJob> any(
      JsonNode values, Function<JsonNode, Predicate<EmbeddedJob>> each) {
    List<Predicate<EmbeddedJob>> parts = parts(values, each);
    return job -> parts.stream().anyMatch(part -> part.test(job));
  }

  private static List<Predicate<EmbeddedJob>> parts(
      JsonNode values, Function<JsonNode, Predicate<EmbeddedJob>> each) {
    List<Predicate<EmbeddedJob>> parts = new ArrayList<>();
    values.forEach(value -> parts.add(each.apply(value)));
    return parts;
  }

  private Predicate<EmbeddedJob> userid(JsonNode value) {
    if (!value.isIntegralNumber()) {
      throw invalid("a userid must be an integer");
    }
    long userid = value.longValue() & ANY_USER;
    return job -> userid == ANY_USER || job.submitted().userid() == userid;
  }

  private Predicate<EmbeddedJob> name(JsonNode value) {
    String name = text(value, "name");
    return job -> JobAttributes.name(job.submitted().request()).equals(name);
  }

  private Predicate<EmbeddedJob> queue(JsonNode value) {
    text(value, "queue");
    return job -> false;
  }

  private Predicate<EmbeddedJob> state(JsonNode value) {
    int bits = bits(value, "states", JobState.ALL, Constraints::stateBits);
    return job -> job.in(bits);
  }

  private static int stateBits(String name) {
    for (JobState state : JobState.values()) {
      if (state.key().equals(name)) {
        return state.bit();
      }
    }
    return STATE_GROUPS.getOrDefault(name, 0);
  }

  private Predicate<EmbeddedJob> result(JsonNode value) {
    int bits = bits(value, "results", JobOutcome.ALL, Constraints::resultBits);
    return job -> job.state() == JobState.INACTIVE && (job.outcome().bit() & bits) != 0;
  }

  private static int resultBits(String name) {
    for (JobOutcome outcome : JobOutcome.values()) {
      if (outcome.name().toLowerCase(Locale.ROOT).equals(name)) {
        return outcome.bit();
      }
    }
    return 0;
  }

  private int bits(JsonNode value, String what, int all, ToIntFunction<String> named) {
    if (value.isInt() && value.intValue() >= 0 && value.intValue() <= all) {
      return value.intValue();
    }
    int bits =
        value.isString() ? named.applyAsInt(value.stringValue().toLowerCase(Locale.ROOT)) : 0;
    if (bits == 0) {
      throw invalid("invalid " + what + " value '" + value.asString("") + "' specified");
    }
    return bits;
  }

  private Predicate<EmbeddedJob> hostlist(JsonNode value) {
    try {
      boolean here = Hostlist.expand(text(value, "hostlist")).anyMatch(host::equals);
      return job -> here && job.allocation().isPresent();
    } catch (IllegalArgumentException e) {
      throw invalid("host value not in valid Hostlist format: " + e.getMessage());
    }
  }

  private Predicate<EmbeddedJob> ranks(JsonNode value) {
    try {
      BitSet ranks = Idset.parse(text(value, "ranks"));
      return job -> job.allocation().map(held -> held.ranks().intersects(ranks)).orElse(false);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw invalid("ranks value '" + value.asString("") + "' is not an idset such as 0-3,5");
    }
  }

  private Predicate<EmbeddedJob> time(JobState state, JsonNode value) {
    String text = text(value, "timestamp");
    String comparison = text.replaceFirst("[^<>=].*", "");
    double limit;
    try {
      limit = Double.parseDouble(text.substring(comparison.length()));
    } catch (NumberFormatException e) {
      throw invalid("invalid timestamp value '" + text + "' specified");
    }
    Predicate<Double> holds =
        switch (comparison) {
          case ">" -> time -> time > limit;
          case ">=" -> time -> time >= limit;
          case "<" -> time -> time < limit;
          case "<=" -> time -> time <= limit;
          default -> throw invalid("timestamp comparison must be <, <=, > or >=");
        };
    return job -> job.entered(state).map(time -> holds.test(time.doubleValue())).orElse(false);
  }

  private String text(JsonNode value, String what) {
    if (!value.isString()) {
      throw invalid("a " + what + " value must be a string");
    }
    return value.stringValue();
  }

  private FluxException invalid(String text) {
    return exchange.error(Errno.EPROTO, "invalid payload: constraint object invalid: " + text);
  }
}
