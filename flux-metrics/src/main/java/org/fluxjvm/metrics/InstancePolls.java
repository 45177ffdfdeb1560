package org.fluxjvm.metrics;

import java.util.List;

/** The polls of a Flux instance; guests are refused that of the scheduler only. */
final class InstancePolls {
  private InstancePolls() {}

  static List<Poll> all() {
    return List.of(
        new ResourcePoll(),
        new NodePoll(),
        new JobStatsPoll(),
        new QueuePoll(),
        new JobManagerPoll(),
        new AllocPoll(),
        new SchedulerPoll(),
        new OverlayPoll(),
        new ContentPoll());
  }

  static List<String> topics() {
    return all().stream().map(Poll::topic).toList();
  }
}
