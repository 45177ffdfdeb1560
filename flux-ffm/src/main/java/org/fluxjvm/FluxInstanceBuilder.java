package org.fluxjvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.connector.libflux.FluxCommand;

/** Settings of a {@link FluxInstance}. */
public final class FluxInstanceBuilder {
  /** The shell's own words only: it has to work with any PATH. */
  private static final String INITIAL_PROGRAM =
      "echo \"$FLUX_URI\"; while read -r line; do :; done";

  private int size = 1;
  private Optional<Integer> cores = Optional.empty();
  private String config = "";
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>(System.getenv());
  private Optional<Path> stateDirectory = Optional.empty();
  private Path parentDirectory = Path.of(System.getProperty("java.io.tmpdir"));
  private Duration startLimit = Duration.ofMinutes(1);

  FluxInstanceBuilder() {
    environment.keySet().removeIf(FluxInstanceBuilder::isOfAnotherInstance);
  }

  static boolean isOfAnotherInstance(String variable) {
    return variable.matches("(FLUX|PMI|PMI2|PMIX)_.*");
  }

  /**
   * Sets how many brokers the instance has.
   *
   * @param value a positive number, one by default
   * @return this builder
   */
  public FluxInstanceBuilder size(int value) {
    this.size = positive("size", value);
    return this;
  }

  /**
   * Sets how many cores each broker is told it has, whatever the machine has: a resource set (RFC
   * 20) that Flux does not verify. Without it Flux finds out what there is. Tasks cannot be bound
   * to a core that does not exist; the shell option {@code cpu-affinity=off} keeps it from trying.
   *
   * @param value a positive number
   * @return this builder
   */
  public FluxInstanceBuilder cores(int value) {
    this.cores = Optional.of(positive("cores", value));
    return this;
  }

  /**
   * Sets the configuration of the instance, instead of none.
   *
   * @param toml the text of a file that {@code flux-config(5)} describes; it wins over what the
   *     other settings here amount to
   * @return this builder
   */
  public FluxInstanceBuilder config(String toml) {
    this.config = toml;
    return this;
  }

  /**
   * Sets a broker attribute: {@code flux start -Sname=value}.
   *
   * @param name an attribute of {@code flux-broker-attributes(7)}
   * @param value its value
   * @return this builder
   */
  public FluxInstanceBuilder attribute(String name, String value) {
    attributes.put(name, value);
    return this;
  }

  /**
   * Sets an environment variable of the instance. It starts from the environment of this virtual
   * machine without the variables of Flux and PMI, which would tie it to an enclosing instance. Its
   * {@code PATH} is where {@code flux} is looked for.
   *
   * @param name a variable
   * @param value its value
   * @return this builder
   */
  public FluxInstanceBuilder environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * Sets where the first broker keeps the jobs and the rest of its state. It outlives the instance:
   * the next one that is started on it knows the jobs of this one. By default there is none such.
   *
   * @param value a directory, made if it is not there
   * @return this builder
   */
  public FluxInstanceBuilder stateDirectory(Path value) {
    this.stateDirectory = Optional.of(value);
    return this;
  }

  /**
   * Sets where the instance makes the directory of its sockets, which is removed when it ends.
   *
   * @param value an existing directory with a short path, as a socket's may have no more than
   *     {@value InstanceDirectory#MAX_SOCKET_PATH} bytes; that for temporary files by default
   * @return this builder
   */
  public FluxInstanceBuilder parentDirectory(Path value) {
    this.parentDirectory = value;
    return this;
  }

  /**
   * Sets how long to wait until the instance takes jobs.
   *
   * @param value a positive time, one minute by default
   * @return this builder
   */
  public FluxInstanceBuilder startLimit(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("startLimit must be positive, not " + value);
    }
    this.startLimit = value;
    return this;
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
    return value;
  }

  /**
   * Starts the instance and waits until it takes jobs.
   *
   * @return a running instance
   * @throws FluxException {@code ENOENT} if there is no {@code flux} on the {@code PATH}, {@code
   *     ENAMETOOLONG} if the directory's path is too long for sockets, {@code ETIMEDOUT} if the
   *     start takes longer than its limit, {@code EINTR} if this thread is interrupted, {@code EIO}
   *     if the brokers end at once or a file cannot be written; the reason has the end of what the
   *     brokers wrote to stderr. Nothing of the instance is left then.
   */
  public FluxInstance start() {
    Path flux = FluxCommand.find(environment.get("PATH")).orElseThrow(this::noFlux);
    InstanceDirectory directory = InstanceDirectory.create(parentDirectory, size);
    try (InstanceLog log = directory.openLog()) {
      if (stateDirectory.isPresent()) {
        Files.createDirectories(stateDirectory.get()); // the broker would remove one that it made
      }
      ProcessBuilder builder = new ProcessBuilder(command(flux, directory));
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectError(log.file().toFile());
      InstanceProcess process = new InstanceProcess(builder.start());
      return new FluxInstance(process.awaitUri(startLimit, log), size, process, directory);
    } catch (IOException e) {
      directory.delete();
      throw InstanceProcess.failure(Errno.EIO, e.toString(), e);
    } catch (RuntimeException e) {
      directory.delete();
      throw e;
    }
  }

  private List<String> command(Path flux, InstanceDirectory directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(flux.toAbsolutePath().toString());
    command.add("start");
    command.add("--test-size=" + size);
    command.add("--test-rundir=" + directory.path());
    command.add("--test-rundir-cleanup");
    command.add("--config-path=" + directory.writeConfig(size, cores, config));
    stateDirectory.ifPresent(path -> command.add("-Sstatedir=" + path.toAbsolutePath()));
    attributes.forEach((name, value) -> command.add("-S" + name + "=" + value));
    command.addAll(List.of("/bin/sh", "-c", INITIAL_PROGRAM));
    return command;
  }

  private FluxException noFlux() {
    return new FluxException(
        Errno.ENOENT,
        "FluxInstance.start",
        "there is no executable `flux` on the PATH, "
            + environment.getOrDefault("PATH", "which is not set")
            + ". Install flux-core or put the directory of its `flux` on the PATH, or use the URI"
            + " embedded: which needs no Flux");
  }
}
