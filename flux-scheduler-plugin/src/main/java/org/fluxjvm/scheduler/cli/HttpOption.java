package org.fluxjvm.scheduler.cli;

import java.util.List;
import org.fluxjvm.metrics.HostPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to show the metrics.
 *
 * @param addresses the addresses to try, none to show no metrics
 */
record HttpOption(List<HostPort> addresses) {
  private static final String NONE = "none";

  /** Reads {@code HOST:PORT} or {@code none}. */
  static final class Converter implements ITypeConverter<HttpOption> {
    @Override
    public HttpOption convert(String text) {
      if (text.equals(NONE)) {
        return new HttpOption(List.of());
      }
      try {
        return new HttpOption(List.of(HostPort.parse(text)));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
