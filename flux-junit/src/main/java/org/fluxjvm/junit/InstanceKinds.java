package org.fluxjvm.junit;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class on each of several kinds of instance. */
final class InstanceKinds implements ClassTemplateInvocationContextProvider {
  private record On(InstanceKind kind, AnnotatedScope scope)
      implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
      scope.choose(kind, context);
    }
  }

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return AnnotatedScope.of(context).filter(AnnotatedScope::isTemplate).isPresent();
  }

  @Override
  public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    return AnnotatedScope.of(context).stream()
        .flatMap(scope -> Stream.of(scope.annotation().value()).map(kind -> new On(kind, scope)));
  }
}
