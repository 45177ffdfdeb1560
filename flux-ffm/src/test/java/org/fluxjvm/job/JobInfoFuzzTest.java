package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

class JobInfoFuzzTest {
  private static final List<Function<JobInfo, ?>> GETTERS =
      List.of(
          JobInfo::userid,
          JobInfo::username,
          JobInfo::isMine,
          JobInfo::urgency,
          JobInfo::priority,
          JobInfo::state,
          JobInfo::result,
          JobInfo::status,
          JobInfo::statusAbbreviation,
          JobInfo::statusEmoji,
          JobInfo::success,
          JobInfo::waitStatus,
          JobInfo::returnCode,
          JobInfo::exception,
          JobInfo::tSubmit,
          job -> job.entered(JobState.RUN),
          JobInfo::runtime,
          JobInfo::tRemaining,
          JobInfo::expiration,
          JobInfo::duration,
          JobInfo::name,
          JobInfo::ntasks,
          JobInfo::ranks,
          JobInfo::nodelist,
          JobInfo::dependencies,
          JobInfo::annotations,
          JobInfo::uri,
          JobInfo::contextualInfo,
          JobInfo::contextualTime,
          JobInfo::inactiveReason,
          JobInfo::toDict,
          JobInfo::toTree,
          JobInfo::toString);

  @FuzzTest
  void a_response_has_jobs_that_tell_what_they_have_or_is_refused(byte[] input) {
    MemorySegment response = MemorySegment.ofArray(input);
    List<JobInfo> jobs = new ArrayList<>();
    orRefused(() -> Listing.decode(response, jobs::add));
    orRefused(() -> jobs.add(Listing.decodeOne(response)));
    for (JobInfo job : jobs) {
      assertThat(job.id()).isNotNull();
      for (Function<JobInfo, ?> getter : GETTERS) {
        orRefused(() -> assertThat((Object) getter.apply(job)).isNotNull());
      }
    }
  }

  private static void orRefused(Runnable reading) {
    try {
      reading.run();
    } catch (FluxException e) {
      assertThat(e.errno()).isEqualTo(Errno.EPROTO);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("was not asked for");
    }
  }
}
