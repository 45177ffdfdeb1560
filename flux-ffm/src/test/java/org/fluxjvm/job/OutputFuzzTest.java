package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

class OutputFuzzTest {
  @FuzzTest
  void an_entry_of_the_output_log_is_read_or_refused(byte[] input) {
    List<OutputLine> lines = new ArrayList<>();
    LineAssembler assembler = new LineAssembler(data -> true, lines::add, end -> {});
    try {
      OutputDecoder.decode(JobEvent.parse(new String(input, UTF_8)))
          .ifPresent(
              event -> {
                assertThat(event.toString()).isNotEmpty();
                assertThat(event.time()).isNotNull();
                assembler.accept(event);
              });
    } catch (FluxException e) {
      assertThat(e.errno()).isEqualTo(Errno.EPROTO);
    }
    assembler.end(new FluxException(Errno.ENODATA, "output", "the end"));
    assertThat(lines).noneMatch(line -> line.text().contains("\n"));
  }
}
