package org.fluxjvm.scheduler.control;

import java.util.List;
import java.util.regex.Pattern;
import org.fluxjvm.scheduler.jdbc.DatabaseUrl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the values of a jobspec's environment from being shown: all of them, unless they are asked
 * for; never those of variables whose names look like a secret's, nor the credentials in a URL.
 * What a command line says is shown: it is no secret on any machine.
 */
final class Secrets {
  /** What stands for a value that is not shown. */
  static final String MASK = "***";

  /** PWD and OLDPWD by themselves are directories. */
  private static final Pattern NAME =
      Pattern.compile(
          "PASS(WORD|WD|PHRASE)?|PWD_|(?<!^)(?<!^OLD)PWD|TOKEN|SECRET|KEY|CREDENTIAL|AUTH|PRIVATE|COOKIE|SESSION|DSN",
          Pattern.CASE_INSENSITIVE);

  /** Where a jobspec has an environment: RFC 14, and the job shell's own, which it expands. */
  private static final List<String> PLACES =
      List.of("/attributes/system/environment", "/attributes/system/shell/options/env-expand");

  private Secrets() {}

  static boolean isSecret(String name) {
    return NAME.matcher(name).find();
  }

  /** A copy of a jobspec that may be shown. */
  static JsonNode mask(JsonNode jobspec, boolean environment) {
    JsonNode copy = jobspec.deepCopy();
    for (String place : PLACES) {
      if (copy.at(place) instanceof ObjectNode variables) {
        for (String name : List.copyOf(variables.propertyNames())) {
          if (!environment || isSecret(name)) {
            variables.put(name, MASK);
          } else if (variables.get(name).isString()) {
            variables.put(name, DatabaseUrl.shown(variables.get(name).asString()));
          }
        }
      }
    }
    return copy;
  }
}
