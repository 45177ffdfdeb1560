package org.fluxjvm.connector.embedded;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * An {@code embedded:} URI, taken apart.
 *
 * @param name the name that handles share an instance by, empty for one of its own
 * @param parameters what follows the question mark
 */
record EmbeddedUri(String name, Map<String, String> parameters) {
  static final String SCHEME = "embedded:";
  private static final String RULE = "write embedded:NAME?nodes=N&cores=N&gpus=N&userid=N";
  private static final String USERID = "userid";
  private static final List<String> KNOWN =
      List.of(InstanceOptions.NODES, InstanceOptions.CORES, InstanceOptions.GPUS, USERID);
  private static final int MAX_USERID = 0x7fff_fffe;

  static EmbeddedUri parse(String uri) {
    int query = uri.indexOf('?');
    String name = uri.substring(SCHEME.length(), query < 0 ? uri.length() : query);
    if (!name.matches("[A-Za-z0-9._-]*")) {
      throw invalid(
          "'"
              + name
              + "' is no name of an embedded instance: use letters, digits, '.', '_' and '-'");
    }
    return new EmbeddedUri(name, parameters(query < 0 ? "" : uri.substring(query + 1)));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      if (equals < 0) {
        throw invalid("parameter '" + parameter + "' has no value: " + RULE);
      }
      String key = parameter.substring(0, equals);
      if (!KNOWN.contains(key)) {
        throw invalid("unknown parameter '" + key + "': " + RULE);
      }
      if (parameters.put(key, parameter.substring(equals + 1)) != null) {
        throw invalid("parameter '" + key + "' is given twice: " + RULE);
      }
    }
    return parameters;
  }

  boolean names(String... keys) {
    return Arrays.stream(keys).anyMatch(parameters::containsKey);
  }

  /** The user that the handle is to be of, if not the instance owner. */
  OptionalLong userid() {
    return names(USERID) ? OptionalLong.of(count(USERID, 0, 0, MAX_USERID)) : OptionalLong.empty();
  }

  int count(String key, int otherwise, int least, int most) {
    String value = parameters.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      int count = Integer.parseInt(value);
      if (count >= least && count <= most) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number out of range.
    }
    throw invalid(
        "parameter '%s' must be an integer from %d to %d, got '%s'"
            .formatted(key, least, most, value));
  }

  private static FluxException invalid(String text) {
    return new FluxException(Errno.EINVAL, "open", text);
  }
}
