package org.fluxjvm.it.contract;

import java.util.function.Supplier;
import org.fluxjvm.Flux;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the handle on their instance, which is started once and closed after the last. */
abstract sealed class InstanceResolver implements ParameterResolver {
  /** The instance in this virtual machine. */
  static final class Embedded extends InstanceResolver {
    Embedded() {
      super(Instance::embedded);
    }
  }

  /** The instance that {@code flux start} starts. */
  static final class Real extends InstanceResolver {
    Real() {
      super(Instance::real);
    }
  }

  private final Supplier<Instance> start;

  private InstanceResolver(Supplier<Instance> start) {
    this.start = start;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Flux.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(InstanceResolver.class))
        .computeIfAbsent(getClass(), key -> start.get(), Instance.class)
        .flux();
  }
}
