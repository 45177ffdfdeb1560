package org.fluxjvm.connector.embedded;

import java.util.HashMap;
import java.util.Map;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * What an {@code embedded:} URI asks for.
 *
 * @param name the name that handles share an instance by, empty for one of its own
 * @param nodes how many nodes the instance has
 * @param cores cores per node
 * @param gpus GPUs per node
 */
record InstanceOptions(String name, int nodes, int cores, int gpus) {
  static final String SCHEME = "embedded:";
  private static final String RULE = "write embedded:NAME?nodes=N&cores=N&gpus=N";
  private static final int MAX_NODES = 16384;
  private static final int MAX_PER_NODE = 65536;

  static InstanceOptions parse(String uri) {
    int query = uri.indexOf('?');
    String name = uri.substring(SCHEME.length(), query < 0 ? uri.length() : query);
    if (!name.matches("[A-Za-z0-9._-]*")) {
      throw invalid(
          "'"
              + name
              + "' is no name of an embedded instance: use letters, digits, '.', '_' and '-'");
    }
    Map<String, String> parameters = parameters(query < 0 ? "" : uri.substring(query + 1));
    int cores = Runtime.getRuntime().availableProcessors();
    InstanceOptions options =
        new InstanceOptions(
            name,
            count(parameters, "nodes", 1, 1, MAX_NODES),
            count(parameters, "cores", cores, 1, MAX_PER_NODE),
            count(parameters, "gpus", 0, 0, MAX_PER_NODE));
    if (!parameters.isEmpty()) {
      throw invalid("unknown parameter '" + parameters.keySet().iterator().next() + "': " + RULE);
    }
    return options;
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
      if (parameters.put(key, parameter.substring(equals + 1)) != null) {
        throw invalid("parameter '" + key + "' is given twice: " + RULE);
      }
    }
    return parameters;
  }

  private static int count(
      Map<String, String> parameters, String key, int otherwise, int least, int most) {
    String value = parameters.remove(key);
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
        "parameter '"
            + key
            + "' must be an integer from "
            + least
            + " to "
            + most
            + ", got '"
            + value
            + "'");
  }

  private static FluxException invalid(String text) {
    return new FluxException(Errno.EINVAL, "open", text);
  }
}
