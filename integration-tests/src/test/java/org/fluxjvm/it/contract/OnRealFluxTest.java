package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxjvm.it.JavaProcess;
import org.fluxjvm.job.JobId;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Nested;

/** The contract on a real instance. */
@FluxTest(value = InstanceKind.REAL, cores = Contract.CORES)
class OnRealFluxTest {
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
    Map<String, String> asGuest(List<JobId> jobs) throws Exception {
      List<String> words = new ArrayList<>(List.of(flux.uri()));
      jobs.forEach(id -> words.add(id.dec()));
      Process guest =
          JavaProcess.ofGuest(GuestCalls.GUEST, GuestCalls.class, words.toArray(String[]::new))
              .start();
      Map<String, String> answers = new LinkedHashMap<>();
      guest
          .inputReader()
          .lines()
          .forEach(
              line -> {
                int space = line.lastIndexOf(' ');
                answers.put(line.substring(0, space), line.substring(space + 1));
              });
      assertThat(guest.waitFor()).isZero();
      return answers;
    }
  }
}
