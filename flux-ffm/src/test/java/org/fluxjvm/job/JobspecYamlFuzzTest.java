package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

class JobspecYamlFuzzTest {
  @FuzzTest
  void yaml_is_a_jobspec_or_refused(byte[] input) {
    try {
      JobspecUse.everything(Jobspec.fromYaml(new StringReader(new String(input, UTF_8))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JobspecException e) {
      // refused
    }
  }
}
