package org.fluxjvm.junit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.FluxInstanceBuilder;

/** What tests share. JUnit closes it when their scope ends. */
record TestInstance(Flux flux, Optional<FluxInstance> real) implements AutoCloseable {
  private static final AtomicLong COUNT = new AtomicLong();

  static TestInstance start(InstanceKind kind, int size, int cores) {
    return switch (kind) {
      case EMBEDDED -> embedded(size, cores);
      case REAL -> real(size, cores);
    };
  }

  /** It has a name, so that a test that opens another handle by the URI gets the same one. */
  private static TestInstance embedded(int size, int cores) {
    String uri = "embedded:FluxTest-" + COUNT.incrementAndGet() + "?nodes=" + size;
    return new TestInstance(
        Flux.open(cores == 0 ? uri : uri + "&cores=" + cores), Optional.empty());
  }

  private static TestInstance real(int size, int cores) {
    FluxInstanceBuilder builder = FluxInstance.builder().size(size);
    FluxInstance instance = (cores == 0 ? builder : builder.cores(cores)).start();
    try {
      return new TestInstance(instance.open(), Optional.of(instance));
    } catch (RuntimeException e) {
      instance.close();
      throw e;
    }
  }

  @Override
  public void close() {
    flux.close();
    real.ifPresent(FluxInstance::close);
  }
}
