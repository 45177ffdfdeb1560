package org.fluxjvm.connector.embedded;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ClientObserver;

/** The instances of this virtual machine that have an open handle. */
final class Instances {
  private static final Map<String, Shared> NAMED = new HashMap<>();

  private Instances() {}

  private static final class Shared {
    private final EmbeddedInstance instance;
    private final InstanceOptions options;
    private int handles;

    Shared(InstanceOptions options) {
      this.options = options;
      instance = new EmbeddedInstance(options, InstantSource.system());
    }
  }

  static EmbeddedConnector open(String text, ClientObserver observer) {
    EmbeddedUri uri = EmbeddedUri.parse(text);
    InstanceOptions options = InstanceOptions.of(uri);
    OptionalLong userid = uri.userid();
    if (options.name().isEmpty()) {
      EmbeddedInstance instance = new EmbeddedInstance(options, InstantSource.system());
      return instance.connect(userid, observer, instance::close);
    }
    synchronized (NAMED) {
      Shared shared = NAMED.computeIfAbsent(options.name(), name -> new Shared(options));
      if (InstanceOptions.givenIn(uri) && !shared.options.equals(options)) {
        throw new FluxException(
            Errno.EINVAL,
            "open",
            "embedded instance '"
                + options.name()
                + "' is open with other resources, "
                + shared.options
                + ": leave the parameters out to share it");
      }
      shared.handles++;
      return shared.instance.connect(userid, observer, () -> release(shared));
    }
  }

  private static void release(Shared shared) {
    synchronized (NAMED) {
      shared.handles--;
      if (shared.handles > 0) {
        return;
      }
      NAMED.remove(shared.options.name(), shared);
    }
    shared.instance.close();
  }
}
