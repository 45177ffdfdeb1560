package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

/** What is done with a jobspec that was read. */
final class JobspecUse {
  private JobspecUse() {}

  /** A jobspec that was accepted can be used in all ways; only its resources may not add up. */
  static void everything(Jobspec jobspec) {
    assertThat(Jobspec.fromJson(jobspec.toJson())).isEqualTo(jobspec);
    assertThat(Jobspec.fromTree(jobspec.toTree())).isEqualTo(jobspec);
    assertThat(jobspec.version()).isPositive();
    assertThat(jobspec.toString()).startsWith("Jobspec[");
    assertThat(jobspec.command()).doesNotContainNull();
    assertThat(jobspec.environment()).doesNotContainValue(null);
    jobspec.duration();
    jobspec.name();
    jobspec.queue();
    jobspec.bank();
    jobspec.cwd();
    jobspec.input();
    jobspec.output();
    jobspec.error();
    assertThat(jobspec.toBuilder().build()).isEqualTo(jobspec);
    count(jobspec);
  }

  private static void count(Jobspec jobspec) {
    try {
      assertThat(jobspec.resourceCounts().values()).allMatch(count -> count >= 0);
      JobspecV1.validate(jobspec);
    } catch (JobspecException e) {
      // a range, more than a long holds, or no jobspec of version 1
    }
  }
}
