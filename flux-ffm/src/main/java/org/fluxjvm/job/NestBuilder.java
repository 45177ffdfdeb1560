package org.fluxjvm.job;

import java.util.List;

/** Builds a jobspec that starts a Flux instance and runs a program in it. */
public final class NestBuilder extends InstanceBuilder<NestBuilder> {
  private final List<String> command;

  NestBuilder(List<String> command) {
    this.command = Defaults.command(command);
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
