package org.fluxjvm.rfc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.fluxjvm.rfc.Fluid.Encoding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares with {@code flux job id}, which needs no running instance, where it is installed. */
class FluidAgainstFluxTest {
  private static final int IDS = 300;

  @BeforeAll
  static void flux_is_on_the_path() {
    boolean found = false;
    for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      found |= Files.isExecutable(Path.of(directory, "flux"));
    }
    assumeTrue(found, "flux is not on the PATH: ids are not compared with those of flux job id");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "F58PLAIN")
  void ids_of_any_size_are_spelled_as_flux_spells_them(Encoding encoding) throws Exception {
    List<Long> ids = ids();
    List<String> spelled = flux(encoding, ids);
    assertThat(spelled).isEqualTo(ids.stream().map(id -> Fluid.encode(id, encoding)).toList());
    assertThat(spelled.stream().map(Fluid::decode).toList()).isEqualTo(ids);
  }

  private static List<Long> ids() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    List<Long> ids = new ArrayList<>(List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
    while (ids.size() < IDS) {
      ids.add(random.nextLong() >>> random.nextInt(Long.SIZE));
    }
    return ids;
  }

  private static List<String> flux(Encoding encoding, List<Long> ids)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("flux", "job", "id"));
    command.add("--to=" + encoding.name().toLowerCase(Locale.ROOT));
    ids.forEach(id -> command.add(Long.toUnsignedString(id)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Flux writes ƒ in UTF-8 locales only.
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return lines;
  }
}
