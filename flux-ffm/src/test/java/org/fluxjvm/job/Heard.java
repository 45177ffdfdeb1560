package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.FluxException;

/** A listener that writes down what it is told. */
class Heard implements JobListener {
  final List<String> calls = new ArrayList<>();
  final List<FluxException> failures = new ArrayList<>();

  @Override
  public void onId(JobId id) {
    calls.add("id " + id.value());
  }

  @Override
  public boolean onEvent(JobEvent event) {
    calls.add(event.name());
    return true;
  }

  @Override
  public void onEnd() {
    calls.add("end");
  }

  @Override
  public void onFailure(FluxException failure) {
    calls.add(failure.errno().name());
    failures.add(failure);
  }
}
