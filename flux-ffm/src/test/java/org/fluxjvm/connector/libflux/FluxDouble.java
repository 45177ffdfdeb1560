package org.fluxjvm.connector.libflux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The C double of libflux-core: compiles it and has this JVM load it in place of the real one,
 * which it can do once. After each test, nothing of what the test made may be left.
 */
final class FluxDouble implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  static final String URI = "local:///double";

  private static final Path SOURCE =
      Path.of(System.getProperty("basedir", "."), "src/test/c/flux_double.c").toAbsolutePath();
  private static final List<String> COMPILE =
      List.of("cc", "-std=gnu11", "-Wall", "-Wextra", "-O1", "-fPIC", "-shared");
  private static final List<String> KINDS =
      List.of("handles", "watchers", "handlers", "futures", "payloads", "misuses");
  private static final int STORY_SIZE = 1024;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    load();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    destroyed();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(alive()).as("what is left in C, or was used after its end").isEmpty();
  }

  /** Loads the double, without what some macros of it leave out. */
  static SymbolLookup load(String... macros) throws IOException, InterruptedException {
    Path library = Files.createTempDirectory("flux-double").resolve("libflux-core.so.2");
    List<String> command = new ArrayList<>(COMPILE);
    Arrays.stream(macros).map(macro -> "-D" + macro).forEach(command::add);
    command.addAll(List.of("-o", library.toString(), SOURCE.toString()));
    Process compiler;
    try {
      compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      String line = "SKIPPED: the native layer was NOT tested: there is no C compiler (cc)";
      System.out.println(line);
      return abort(line);
    }
    String output = new String(compiler.getInputStream().readAllBytes(), UTF_8);
    assertThat(compiler.waitFor()).as("%s%n%s", command, output).isZero();
    System.setProperty(LibfluxLibrary.PROPERTY, library.toString());
    SymbolLookup symbols = LibfluxLibrary.symbols();
    Files.delete(library);
    Files.delete(library.getParent());
    return symbols;
  }

  static Connector open() {
    return open(Duration.ofSeconds(20));
  }

  static Connector open(Duration reconnectLimit) {
    return new LibfluxConnectorProvider().open(URI, new ConnectorOptions(reconnectLimit));
  }

  /** How many objects of each kind there are in C, those of which there are none left out. */
  static String alive() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment counts = arena.allocate(JAVA_LONG, KINDS.size());
      call("double_live", counts);
      return IntStream.range(0, KINDS.size())
          .filter(i -> counts.getAtIndex(JAVA_LONG, i) != 0)
          .mapToObj(i -> KINDS.get(i) + "=" + counts.getAtIndex(JAVA_LONG, i))
          .collect(Collectors.joining(" "));
    }
  }

  /** What was destroyed since the last call, in order. */
  static List<String> destroyed() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment story = arena.allocate(STORY_SIZE);
      call("double_story", story);
      return List.of(story.getString(0).strip().split(" "));
    }
  }

  static void refuseNextOpens(int count) {
    call("double_refuse_next_opens", count);
  }

  /** Has requests of a new connection for its services fail as on a broken one. */
  static void refuseNextProbes(int count) {
    call("double_refuse_next_probes", count);
  }

  static void leaveProbesUnanswered(boolean yes) {
    call("double_leave_probes_unanswered", yes ? 1 : 0);
  }

  static void leaveSubmissionsUnanswered(boolean yes) {
    call("double_leave_submissions_unanswered", yes ? 1 : 0);
  }

  /** How often a broker attribute was asked for. */
  static int attributesAsked() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(JAVA_INT);
      call("double_attributes_asked", count);
      return count.get(JAVA_INT, 0);
    }
  }

  private static void call(String function, MemorySegment result) {
    try {
      link(function, FunctionDescriptor.ofVoid(ADDRESS)).invokeExact(result);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private static void call(String function, int argument) {
    try {
      link(function, FunctionDescriptor.ofVoid(JAVA_INT)).invokeExact(argument);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private static MethodHandle link(String function, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(LibfluxLibrary.symbols().find(function).orElseThrow(), descriptor);
  }
}
