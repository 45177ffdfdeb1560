package org.fluxjvm.it.contract;

import java.util.List;
import java.util.Map;
import org.fluxjvm.job.JobId;
import org.fluxjvm.junit.FluxTest;
import org.junit.jupiter.api.Nested;

/** The contract on the instance embedded in this virtual machine. */
@FluxTest(cores = Contract.CORES)
class OnEmbeddedTest {
  @Nested
  class Rpc extends RpcContract {}

  @Nested
  class Handlers extends HandlerContract {}

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
  class JobDirectory extends JobDirectoryContract {}

  @Nested
  class Async extends AsyncContract {}

  @Nested
  class AsyncQuery extends AsyncQueryContract {}

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

  @Nested
  class PurgedJobs extends PurgedJobContract {}

  @Nested
  class Dependencies extends DependencyContract {}

  @Nested
  class NodeConstraints extends ConstraintContract {}

  @Nested
  class Outcomes extends OutcomeContract {}

  @Nested
  class Guests extends GuestContract {
    @Override
    Map<String, String> asGuest(List<JobId> jobs) {
      String uri = flux.uri().replaceFirst("[?].*", "?userid=" + GuestCalls.GUEST);
      return GuestCalls.make(uri, jobs);
    }
  }
}
