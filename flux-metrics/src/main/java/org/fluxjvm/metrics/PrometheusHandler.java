package org.fluxjvm.metrics;

import com.sun.net.httpserver.Headers;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Shows a registry's meters in the text format of Prometheus, or in OpenMetrics to whoever accepts
 * it. Mount it at {@code /metrics}, in a {@link MetricsServer} or in a server of your own.
 *
 * <p>Needs {@code micrometer-registry-prometheus}.
 */
public final class PrometheusHandler extends PageHandler {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPENMETRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final Pattern OPENMETRICS_RANGE =
      Pattern.compile("application/openmetrics-text\\s*(?:;(?<parameters>.*))?");
  private static final Pattern REFUSED = Pattern.compile("\\bq\\s*=\\s*0(?:\\.0*)?\\s*(?:;|$)");

  private final PrometheusMeterRegistry registry;

  /**
   * Makes a handler.
   *
   * @param registry the meters to show; see {@link FluxPrometheusRegistry} for how to make one
   */
  public PrometheusHandler(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  Page page(String path, Headers request) throws IOException {
    if (!path.isEmpty() && !path.equals("/")) {
      return Page.text(404, "there is nothing here; the metrics are one level up");
    }
    String format = format(request.getOrDefault("Accept", List.of()));
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
    registry.scrape(body, format);
    return new Page(200, format, body.toByteArray());
  }

  /** Both formats say the same, so that weights but 0 do not matter. */
  private static String format(List<String> accept) {
    for (String header : accept) {
      for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
        var form = OPENMETRICS_RANGE.matcher(range.strip());
        if (form.matches()) {
          String parameters = form.group("parameters");
          if (parameters == null || !REFUSED.matcher(parameters).find()) {
            return OPENMETRICS;
          }
        }
      }
    }
    return PROMETHEUS;
  }
}
