package org.fluxjvm.job;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxjvm.rfc.FluidFuzzTest;
import org.fluxjvm.rfc.FluxDurationFuzzTest;
import org.fluxjvm.rfc.HostlistFuzzTest;
import org.fluxjvm.rfc.IdsetFuzzTest;
import org.fluxjvm.rfc.ResourceSetFuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All parsers in turn: a JVM can run one fuzz test, and takes its time to start. */
class AnyParserFuzzTest {
  private record Parser(Class<?> test, Consumer<byte[]> reader) {}

  private static final List<Parser> PARSERS =
      List.of(
          of(
              FluidFuzzTest.class,
              new FluidFuzzTest()::text_is_an_id_in_each_of_its_spellings_or_refused),
          of(
              FluxDurationFuzzTest.class,
              new FluxDurationFuzzTest()
                  ::text_is_a_duration_that_can_be_written_and_read_again_or_refused),
          of(
              IdsetFuzzTest.class,
              new IdsetFuzzTest()::text_is_a_set_that_can_be_written_and_read_again_or_refused),
          of(
              HostlistFuzzTest.class,
              new HostlistFuzzTest()::text_is_a_list_that_can_be_written_and_read_again_or_refused),
          of(
              ResourceSetFuzzTest.class,
              new ResourceSetFuzzTest()::json_is_a_set_of_resources_that_adds_up_or_refused),
          of(JobspecFuzzTest.class, new JobspecFuzzTest()::json_is_a_jobspec_or_refused),
          of(JobspecYamlFuzzTest.class, new JobspecYamlFuzzTest()::yaml_is_a_jobspec_or_refused),
          of(
              JournalFuzzTest.class,
              new JournalFuzzTest()::a_response_is_read_as_a_json_parser_reads_it_or_refused),
          of(
              EventLogFuzzTest.class,
              new EventLogFuzzTest()::an_entry_is_read_as_a_json_parser_reads_it_or_refused),
          of(
              OutputFuzzTest.class,
              new OutputFuzzTest()::an_entry_of_the_output_log_is_read_or_refused),
          of(
              ConstraintFuzzTest.class,
              new ConstraintFuzzTest()::text_is_a_constraint_or_refused_at_a_position),
          of(
              JobInfoFuzzTest.class,
              new JobInfoFuzzTest()::a_response_has_jobs_that_tell_what_they_have_or_is_refused));

  private static Parser of(Class<?> test, Consumer<byte[]> reader) {
    return new Parser(test, reader);
  }

  @MethodSource("seeds")
  @FuzzTest
  void the_first_byte_chooses_who_reads_the_others(byte[] input) {
    if (input.length > 0) {
      int chosen = Math.floorMod(input[0], PARSERS.size());
      PARSERS.get(chosen).reader().accept(Arrays.copyOfRange(input, 1, input.length));
    }
  }

  static Stream<byte[]> seeds() {
    return IntStream.range(0, PARSERS.size())
        .boxed()
        .flatMap(i -> seeds(PARSERS.get(i).test()).map(seed -> chosen(i, seed)));
  }

  private static byte[] chosen(int parser, byte[] seed) {
    byte[] input = new byte[seed.length + 1];
    input[0] = (byte) parser;
    System.arraycopy(seed, 0, input, 1, seed.length);
    return input;
  }

  private static Stream<byte[]> seeds(Class<?> test) {
    URL inputs = Objects.requireNonNull(test.getResource(test.getSimpleName() + "Inputs"));
    try (Stream<Path> files = Files.walk(Path.of(inputs.toURI()))) {
      return files.filter(Files::isRegularFile).sorted().toList().stream()
          .map(AnyParserFuzzTest::read);
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
