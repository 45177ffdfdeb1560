package org.fluxjvm.it.contract;

import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Nested;

/** The contract on a real instance. */
@FluxTest(value = InstanceKind.REAL, cores = Contract.CORES)
class OnRealFluxTest {
  @Nested
  class Rpc extends RpcContract {}

  @Nested
  class Submit extends SubmitContract {}

  @Nested
  class EventLog extends EventLogContract {}

  @Nested
  class Journal extends JournalContract {}

  @Nested
  class Result extends ResultContract {}

  @Nested
  class Control extends ControlContract {}

  @Nested
  class Scheduling extends SchedulingContract {}

  @Nested
  class Stdio extends StdioContract {}

  @Nested
  class Tasks extends TasksContract {}

  @Nested
  class Query extends QueryContract {}

  @Nested
  class Concurrency extends ConcurrencyContract {}

  @Nested
  class JobShell extends JobShellContract {}

  @Nested
  class JobInfo extends JobInfoContract {}

  @Nested
  class Output extends OutputContract {}

  @Nested
  class Follow extends FollowContract {}

  @Nested
  class Instances extends InstanceContract {}

  @Nested
  class BulkControl extends BulkControlContract {}
}
