package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxReactor;
import org.fluxjvm.connector.Call;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.job.JobControl;
import org.fluxjvm.job.JobEvents;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobOutput;
import org.fluxjvm.job.JobQueries;
import org.fluxjvm.job.JobSubmission;
import org.fluxjvm.job.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract is run wholly, and is about all there is. */
class CoverageTest {
  /** Of a handle, about itself. */
  private static final Set<String> LOCAL = Set.of("uri", "close");

  /** What an embedded instance has not, or not by itself, and what has tests of its own. */
  private static final Set<String> APART = Set.of("onEventLoop", "watchSignal");

  private static final Path SOURCES = Path.of("src", "test", "java", "org", "fluxjvm", "it");

  private static List<String> areas(Class<?> connector) {
    return Stream.of(connector.getDeclaredClasses())
        .map(area -> area.getSuperclass().getSimpleName())
        .sorted()
        .toList();
  }

  /** The contracts of a package, without what its contracts have in common. */
  private static List<String> contracts(String folder) throws IOException {
    try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Contract.java") && !name.equals("Contract.java"))
          .map(name -> name.replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void both_connectors_run_all_areas_but_for_the_job_shell() throws IOException {
    List<String> both = new ArrayList<>(contracts("contract"));
    assertThat(areas(OnRealFluxTest.class)).isNotEmpty().isEqualTo(both);
    assertThat(both.remove("JobShellContract")).isTrue();
    assertThat(areas(OnEmbeddedTest.class)).isEqualTo(both);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Executor", "Reactor"})
  void both_connectors_run_the_contract_of_the_executor_and_the_reactor(String area)
      throws IOException {
    for (String connector : List.of("OnEmbeddedTest", "OnRealFluxTest")) {
      assertThat(Files.readString(SOURCES.resolve("executor/" + area + connector + ".java")))
          .contains("extends " + area + "Contract {");
    }
    assertThat(contracts("executor"))
        .containsExactly("ExecutorContract", "FutureContract", "ReactorContract");
    assertThat(Files.readString(SOURCES.resolve("executor/ExecutorContract.java")))
        .contains("extends FutureContract {");
  }

  @ParameterizedTest
  @ValueSource(classes = {JobSubmission.class, JobControl.class, JobEvents.class, JobQueries.class})
  void every_method_about_jobs_is_called_by_a_contract(Class<?> api) throws IOException {
    assertCalled(api, "jobs\\(\\)\\s*");
  }

  @Test
  void every_method_about_output_is_called_by_a_contract() throws IOException {
    assertCalled(JobOutput.class, "output\\(\\w+\\)\\s*");
  }

  @ParameterizedTest
  @ValueSource(classes = {Flux.class, FluxReactor.class, FluxExecutor.class, JobInfo.class})
  void every_method_of_a_handle_a_reactor_an_executor_and_a_job_is_called_by_a_contract(
      Class<?> api) throws IOException {
    assertCalled(api, "");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        JobSubmission.class,
        JobControl.class,
        JobEvents.class,
        JobQueries.class,
        JobOutput.class,
        Flux.class
      })
  void every_method_that_asks_once_has_a_twin_that_does_not_wait(Class<?> api) {
    assertThat(Stream.of(api.getDeclaredMethods()).filter(CoverageTest::asksOnce))
        .isNotEmpty()
        .filteredOn(method -> !hasTwin(method))
        .as("methods of %s without a twin", api.getSimpleName())
        .isEmpty();
  }

  /** A method that gives something to read, follow or ask further asks nothing itself. */
  private static boolean asksOnce(Method method) {
    boolean asks =
        Stream.of(
                AutoCloseable.class,
                JobOutput.class,
                Jobs.class,
                Call.class,
                CompletableFuture.class)
            .noneMatch(type -> type.isAssignableFrom(method.getReturnType()));
    return asks
        && Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic()
        && !LOCAL.contains(method.getName());
  }

  private static boolean hasTwin(Method method) {
    return Stream.of(method.getDeclaringClass().getMethods())
        .anyMatch(
            twin ->
                twin.getName().equals(method.getName() + "Async")
                    && Arrays.equals(twin.getParameterTypes(), method.getParameterTypes()));
  }

  private static void assertCalled(Class<?> api, String receiver) throws IOException {
    String text = sources();
    assertThat(Stream.of(api.getDeclaredMethods()).filter(m -> !m.isSynthetic()))
        .isNotEmpty()
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
        .extracting(Method::getName)
        .filteredOn(name -> !APART.contains(name))
        .filteredOn(
            name -> !Pattern.compile(receiver + "(\\.|::)" + name + "\\b").matcher(text).find())
        .as("methods of %s without a contract", api.getSimpleName())
        .isEmpty();
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String folder : List.of("contract", "executor")) {
      for (String contract : contracts(folder)) {
        text.append(Files.readString(SOURCES.resolve(folder).resolve(contract + ".java")));
      }
    }
    return text.toString();
  }
}
