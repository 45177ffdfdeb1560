package org.fluxjvm.junit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips those tests of {@link FluxTest} that are to have a real instance where there is no Flux.
 */
final class RealInstanceCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean real = AnnotatedScope.around(context).filter(AnnotatedScope::isReal).isPresent();
    return real ? FluxCondition.evaluate() : ConditionEvaluationResult.enabled("needs no Flux");
  }
}
