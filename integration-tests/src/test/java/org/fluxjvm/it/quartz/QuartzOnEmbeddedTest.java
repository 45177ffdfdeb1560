package org.fluxjvm.it.quartz;

import org.fluxjvm.junit.FluxTest;
import org.junit.jupiter.api.Nested;

/** What Quartz promises, on the instance embedded in this virtual machine. */
@FluxTest(cores = 8)
class QuartzOnEmbeddedTest {
  @Nested
  class Concurrency extends ConcurrencyContract {}

  @Nested
  class JobData extends JobDataContract {}

  @Nested
  class Misfires extends MisfireContract {}

  @Nested
  class Calendars extends CalendarContract {}

  @Nested
  class Endings extends EndingContract {}

  @Nested
  class Listeners extends ListenerContract {}

  @Nested
  class Pauses extends PauseContract {}

  @Nested
  class Shutdowns extends ShutdownContract {}
}
