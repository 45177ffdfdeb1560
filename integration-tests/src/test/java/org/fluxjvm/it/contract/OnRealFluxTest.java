package org.fluxjvm.it.contract;

import org.fluxjvm.it.EnabledIfFlux;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on a real instance. */
@EnabledIfFlux
@ExtendWith(InstanceResolver.Real.class)
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
}
