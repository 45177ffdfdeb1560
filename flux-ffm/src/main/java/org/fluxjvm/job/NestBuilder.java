package org.fluxjvm.job;

import java.util.List;

/** Builds a jobspec that starts a Flux instance and runs a program in it. */
public final class NestBuilder extends InstanceBuilder<NestBuilder> {
  private final List<String> command;
  private boolean background;

  NestBuilder(List<String> command) {
    this.command = List.copyOf(command);
  }

  /**
   * Starts the instance without an initial program, as {@code flux alloc --bg} does: it waits for
   * those who connect to it, until it is cancelled or its time is up.
   *
   * @return this builder
   */
  public NestBuilder background() {
    background = true;
    return setShellOption("pty.capture", 1);
  }

  @Override
  List<String> extraBrokerOptions() {
    return background ? List.of("-Sbroker.rc2_none=1") : List.of();
  }

  @Override
  NestBuilder self() {
    return this;
  }

  @Override
  List<String> program() {
    return command;
  }
}
