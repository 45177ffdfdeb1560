package org.fluxjvm;

import org.fluxjvm.connector.libflux.FluxCommand;

/**
 * A private Flux instance that {@code flux start} starts on this machine: for tests, benchmarks and
 * programs that bring their own Flux.
 *
 * <p>It needs an installed flux-core. Each of its brokers takes itself for a node, and without
 * {@linkplain FluxInstanceBuilder#cores other cores} offers all those of this machine. It has
 * nothing to do with an instance around this program, nor with the system's.
 *
 * <p>It ends when it is closed, and at the latest with this virtual machine, also if that is
 * killed: its initial program reads a pipe that this virtual machine holds open. However it ends,
 * {@code flux start} ends the brokers and their jobs and removes the directory of their sockets.
 *
 * <pre>{@code
 * try (FluxInstance instance = FluxInstance.start(2);
 *     Flux flux = instance.open()) {
 *   flux.jobs().submit(jobspec);
 * }
 * }</pre>
 */
public final class FluxInstance implements AutoCloseable {
  private final String uri;
  private final int size;
  private final InstanceProcess process;
  private final InstanceDirectory directory;

  FluxInstance(String uri, int size, InstanceProcess process, InstanceDirectory directory) {
    this.uri = uri;
    this.size = size;
    this.process = process;
    this.directory = directory;
  }

  /**
   * Starts an instance and waits until it takes jobs.
   *
   * @param size how many brokers it has, at least one
   * @return a running instance
   * @throws FluxException as {@link FluxInstanceBuilder#start} does
   */
  public static FluxInstance start(int size) {
    return builder().size(size).start();
  }

  /**
   * Starts an instance with other than the default settings.
   *
   * @return a builder
   */
  public static FluxInstanceBuilder builder() {
    return new FluxInstanceBuilder();
  }

  /**
   * Whether there is a {@code flux} on the {@code PATH}, without which no instance can be started.
   *
   * @return true if it is there
   */
  public static boolean isAvailable() {
    return FluxCommand.find(System.getenv("PATH")).isPresent();
  }

  /**
   * Where it is.
   *
   * @return the URI of its first broker, for {@link Flux#open(String)}, other processes of this
   *     user and the variable {@code FLUX_URI}
   */
  public String uri() {
    return uri;
  }

  /**
   * How many brokers it has.
   *
   * @return the broker attribute {@code size}
   */
  public int size() {
    return size;
  }

  /**
   * Opens a handle on it.
   *
   * @return an open handle, which is the caller's to close
   * @throws FluxException if the instance has ended
   */
  public Flux open() {
    return Flux.open(uri);
  }

  /**
   * Whether it still runs.
   *
   * @return false once its last broker has ended
   */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Ends all its processes as a power failure would, and removes its directory: for the test of a
   * program that has to bear that.
   */
  public void kill() {
    process.kill();
    directory.delete();
  }

  /**
   * Ends the instance and waits for that: its jobs are canceled, its brokers stopped, its directory
   * removed. What has not ended after half a minute, or when this thread is interrupted, is killed.
   *
   * <p>It may be closed again, which does nothing. A {@linkplain FluxInstanceBuilder#stateDirectory
   * state directory} is kept.
   */
  @Override
  public void close() {
    process.end();
    directory.delete();
  }
}
