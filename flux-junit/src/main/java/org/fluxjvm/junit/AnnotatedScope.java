package org.fluxjvm.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The method or class that is annotated, and so shares an instance.
 *
 * @param element the method or class
 * @param annotation what it asks for
 * @param context where its instance is kept
 */
record AnnotatedScope(AnnotatedElement element, FluxTest annotation, ExtensionContext context) {
  private static final Namespace NAMESPACE = Namespace.create(FluxTest.class);

  private record KindOf(AnnotatedElement element) {}

  /** The innermost one around a test. */
  static Optional<AnnotatedScope> around(ExtensionContext context) {
    Optional<AnnotatedScope> here = of(context);
    return here.isPresent() ? here : context.getParent().flatMap(AnnotatedScope::around);
  }

  /** That of this very context. */
  static Optional<AnnotatedScope> of(ExtensionContext context) {
    return context
        .getElement()
        .flatMap(
            element ->
                AnnotationSupport.findAnnotation(element, FluxTest.class)
                    .map(annotation -> new AnnotatedScope(element, annotation, context)));
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  /** Which of the kinds it is now; empty for a class before it is run on one of them. */
  Optional<InstanceKind> kind() {
    InstanceKind[] kinds = annotation.value();
    return kinds.length == 1
        ? Optional.of(kinds[0])
        : Optional.ofNullable(store(context).get(new KindOf(element), InstanceKind.class));
  }

  /** Whether it is run once for each kind. */
  boolean isTemplate() {
    return annotation.value().length > 1
        && AnnotationSupport.isAnnotated(element, ClassTemplate.class);
  }

  void choose(InstanceKind kind, ExtensionContext invocation) {
    store(invocation).put(new KindOf(element), kind);
  }

  /** Whether its tests have a real instance. */
  boolean isReal() {
    return kind().filter(InstanceKind.REAL::equals).isPresent();
  }

  /** Its instance, which is started unless that has been done. */
  TestInstance instance() {
    TestInstance started = store(context).get(element, TestInstance.class);
    if (started == null) {
      InstanceKind kind = kind().orElseThrow(this::noTemplate);
      started = TestInstance.start(kind, annotation.size(), annotation.cores());
      store(context).put(element, started);
    }
    return started;
  }

  private ExtensionConfigurationException noTemplate() {
    return new ExtensionConfigurationException(
        "@FluxTest of "
            + element
            + " has "
            + annotation.value().length
            + " kinds of instance: name one, or make a class that runs on each by @ClassTemplate");
  }
}
