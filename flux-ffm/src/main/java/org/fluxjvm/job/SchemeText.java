package org.fluxjvm.job;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code scheme[:value[?key=val&...]]}: a dependency (RFC 26), or a task map. */
final class SchemeText {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private SchemeText() {}

  static ObjectNode parse(String argument, String text) {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? text : text.substring(0, colon);
    if (!SCHEME.matcher(scheme).matches()) {
      throw new JobspecException(
          argument,
          "must be SCHEME[:VALUE[?KEY=VAL&...]] with a scheme like afterok, got '" + text + "'");
    }
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    int fragment = rest.indexOf('#');
    if (fragment >= 0) {
      rest = rest.substring(0, fragment);
    }
    int query = rest.indexOf('?');
    ObjectNode entry = Json.object().put("scheme", scheme.toLowerCase(Locale.ROOT));
    entry.put("value", query < 0 ? rest : rest.substring(0, query));
    if (query >= 0) {
      parameters(argument, rest.substring(query + 1))
          .forEach((key, values) -> put(entry, key, values));
    }
    return entry;
  }

  private static Map<String, List<String>> parameters(String argument, String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && equals < parameter.length() - 1) {
        String key = decode(argument, parameter.substring(0, equals));
        parameters
            .computeIfAbsent(key, k -> new ArrayList<>())
            .add(decode(argument, parameter.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String argument, String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new JobspecException(argument, "has a bad percent encoding, got '" + text + "'", e);
    }
  }

  private static void put(ObjectNode entry, String key, List<String> values) {
    ArrayNode all = Json.array();
    values.forEach(value -> add(all, value));
    entry.set(key, all.size() == 1 ? all.get(0) : all);
  }

  private static void add(ArrayNode values, String text) {
    if (INTEGER.matcher(text).matches()) {
      values.add(Long.parseLong(text));
    } else if (REAL.matcher(text).matches()) {
      values.add(Double.parseDouble(text));
    } else {
      values.add(text);
    }
  }
}
