package org.fluxjvm.it.executor;

class ExecutorOnEmbeddedTest extends ExecutorContract {
  @Override
  String uri() {
    return "embedded:executor?nodes=1&cores=8";
  }
}
