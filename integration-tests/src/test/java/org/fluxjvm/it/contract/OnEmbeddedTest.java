package org.fluxjvm.it.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on the instance embedded in this virtual machine. */
@ExtendWith(InstanceResolver.Embedded.class)
class OnEmbeddedTest {
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
}
