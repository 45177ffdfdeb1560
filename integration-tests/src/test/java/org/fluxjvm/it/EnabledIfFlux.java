package org.fluxjvm.it;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs tests that need real Flux; without it they are skipped, and one line says so, once. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EnabledIfFlux.Condition.class)
public @interface EnabledIfFlux {
  /** Looks for the command. */
  final class Condition implements ExecutionCondition {
    private static final String SKIPPED =
        "*** SKIPPED: no `flux` on the PATH: contract tests on real Flux did not run ***";
    private static final AtomicBoolean SAID = new AtomicBoolean();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (isOnPath(String.valueOf(System.getenv("PATH")))) {
        return ConditionEvaluationResult.enabled("flux is on the PATH");
      }
      if (SAID.compareAndSet(false, true)) {
        System.out.println(SKIPPED);
      }
      return ConditionEvaluationResult.disabled(SKIPPED);
    }

    private static boolean isOnPath(String path) {
      return Stream.of(path.split(File.pathSeparator))
          .anyMatch(directory -> Files.isExecutable(Path.of(directory, "flux")));
    }
  }
}
