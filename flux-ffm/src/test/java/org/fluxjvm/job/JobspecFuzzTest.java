package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;

class JobspecFuzzTest {
  @FuzzTest
  void json_is_a_jobspec_or_refused(byte[] input) {
    try {
      JobspecUse.everything(Jobspec.fromJson(new String(input, UTF_8)));
    } catch (JobspecException e) {
      // refused
    }
  }
}
