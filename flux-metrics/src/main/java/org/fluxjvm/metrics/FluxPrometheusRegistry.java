package org.fluxjvm.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes a Prometheus registry that every version of Prometheus can scrape. */
public final class FluxPrometheusRegistry {
  private static final String EXEMPLARS_EVERYWHERE =
      "io.prometheus.exporter.exemplarsOnAllMetricTypes";

  private FluxPrometheusRegistry() {}

  /**
   * Makes a registry with the default settings but one: no exemplars on counts, for which
   * Prometheus before 2.43 drops the whole scrape. Those on buckets and counters stay.
   *
   * @return a registry
   */
  public static PrometheusMeterRegistry create() {
    return create(PrometheusConfig.DEFAULT);
  }

  /**
   * Makes a registry with the given settings but one: no exemplars on counts, for which Prometheus
   * before 2.43 drops the whole scrape.
   *
   * @param config the settings
   * @return a registry
   */
  public static PrometheusMeterRegistry create(PrometheusConfig config) {
    return new PrometheusMeterRegistry(withoutExemplarsOnCounts(config));
  }

  /**
   * The given settings but one, for a registry that is made otherwise, such as with a span context.
   *
   * @param config the settings
   * @return the same without exemplars on counts
   */
  public static PrometheusConfig withoutExemplarsOnCounts(PrometheusConfig config) {
    return new WithoutExemplarsOnCounts(config);
  }

  private record WithoutExemplarsOnCounts(PrometheusConfig config) implements PrometheusConfig {
    @Override
    public @Nullable String get(String key) {
      return config.get(key);
    }

    @Override
    public String prefix() {
      return config.prefix();
    }

    @Override
    public boolean descriptions() {
      return config.descriptions();
    }

    @Override
    public Duration step() {
      return config.step();
    }

    @Override
    public Properties prometheusProperties() {
      Properties properties = new Properties();
      Properties given = config.prometheusProperties();
      if (given != null) {
        properties.putAll(given);
      }
      properties.setProperty(EXEMPLARS_EVERYWHERE, "false");
      return properties;
    }
  }
}
