package org.fluxjvm.it.executor;

class ReactorOnEmbeddedTest extends ReactorContract {
  @Override
  String uri() {
    return "embedded:reactor?nodes=1&cores=8";
  }
}
