package org.fluxjvm.junit;

import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the instance of a class or method, and hands it out. Not only when a parameter first asks
 * for it: an instance that does not start fails its class once, and not each of the tests.
 */
final class InstanceLifecycle
    implements BeforeAllCallback,
        BeforeClassTemplateInvocationCallback,
        BeforeEachCallback,
        ParameterResolver {
  @Override
  public void beforeAll(ExtensionContext context) {
    AnnotatedScope.of(context)
        .filter(scope -> !scope.isTemplate())
        .ifPresent(AnnotatedScope::instance);
  }

  @Override
  public void beforeClassTemplateInvocation(ExtensionContext context) {
    // No condition has been asked yet: where there is no Flux, the tests will be skipped.
    AnnotatedScope.of(context)
        .filter(scope -> !scope.isReal() || FluxInstance.isAvailable())
        .ifPresent(AnnotatedScope::instance);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    AnnotatedScope.of(context).ifPresent(AnnotatedScope::instance);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Flux.class || type == FluxInstance.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestInstance instance =
        AnnotatedScope.around(context)
            .filter(scope -> scope.kind().isPresent())
            .orElseThrow(() -> noInstance())
            .instance(); // started here for the constructor of a class that is made once
    if (parameter.getParameter().getType() == Flux.class) {
      return instance.flux();
    }
    return instance.real().orElseThrow(() -> notReal());
  }

  private static ParameterResolutionException noInstance() {
    return new ParameterResolutionException(
        "there is no instance here: a @FluxTest method has one only for itself, a @ClassTemplate on"
            + " two kinds only around each run of its tests");
  }

  private static ParameterResolutionException notReal() {
    return new ParameterResolutionException(
        "an embedded instance has no FluxInstance: take a Flux, or say @FluxTest(REAL)");
  }
}
