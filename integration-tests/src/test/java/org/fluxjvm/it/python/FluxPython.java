package org.fluxjvm.it.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates expressions in {@code flux python}, all in one process. */
final class FluxPython {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PRELUDE =
      """
      import datetime, flux, functools, json, pathlib
      from flux.job import JobspecV1, job_output
      from flux.job.list import job_list_id
      from flux.queue import QueueList
      from flux.resource.status import resource_status
      from flux.job._utils import MiniConstraintParser, URIArg, parse_signal_option
      handle = functools.cache(flux.Flux)
      E = {"PATH": "/bin"}
      def show(f):
          try:
              value = f()
              print(value.dumps() if hasattr(value, "dumps") else json.dumps(value))
          except Exception as e:
              print(json.dumps(type(e).__name__))
      """;

  private FluxPython() {}

  /** The values as JSON, or the name of the exception that was raised. */
  static List<JsonNode> evaluate(List<String> expressions) {
    return evaluate(expressions, Map.of());
  }

  /** The same in an environment with more variables, such as the URI of an instance. */
  static List<JsonNode> evaluate(List<String> expressions, Map<String, String> environment) {
    StringBuilder program = new StringBuilder(PRELUDE);
    for (String expression : expressions) {
      program.append("show(lambda: ").append(expression).append(")\n");
    }
    try {
      ProcessBuilder builder = new ProcessBuilder("flux", "python", "-c", program.toString());
      builder.environment().put("PYTHONIOENCODING", "utf-8");
      builder.environment().putAll(environment);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      Process python = builder.start();
      List<JsonNode> values = python.inputReader().lines().map(JSON::readTree).toList();
      if (python.waitFor() != 0 || values.size() != expressions.size()) {
        throw new IllegalStateException("flux python failed");
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
