package org.fluxjvm.junit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.FluxInstance;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests where there is no Flux, which one line per virtual machine says. */
final class FluxCondition implements ExecutionCondition {
  private static final String SKIPPED = "no `flux` on the PATH: tests on real Flux are skipped";
  private static final AtomicBoolean SAID = new AtomicBoolean();

  static ConditionEvaluationResult evaluate() {
    if (FluxInstance.isAvailable()) {
      return ConditionEvaluationResult.enabled("there is a `flux` on the PATH");
    }
    if (SAID.compareAndSet(false, true)) {
      System.out.println("*** SKIPPED: " + SKIPPED + " ***");
    }
    return ConditionEvaluationResult.disabled(SKIPPED);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate();
  }
}
