package org.fluxjvm.it.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.fluxjvm.Flux;
import org.fluxjvm.it.Broker;

/** An instance of one node and eight cores, and the handle on it that the whole suite shares. */
record Instance(Flux flux, Runnable end) implements AutoCloseable {
  static Instance embedded() {
    return new Instance(Flux.open("embedded:contract?nodes=1&cores=" + Broker.CORES), () -> {});
  }

  static Instance real() {
    try {
      Broker broker = Broker.start(Files.createTempDirectory("flux-contract"));
      return new Instance(Flux.open(broker.uri()), broker::close);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    flux.close();
    end.run();
  }
}
