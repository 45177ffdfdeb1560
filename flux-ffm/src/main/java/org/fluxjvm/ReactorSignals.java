package org.fluxjvm;

import java.util.ArrayList;
import java.util.List;

/** The signals that a reactor watches: what the virtual machine is told is called on its thread. */
final class ReactorSignals {
  private final List<SignalWatcher> watchers = new ArrayList<>();
  private final ReactorLoop loop;
  private final Runnable check;

  /**
   * Starts with none.
   *
   * @param loop calls back
   * @param check throws on a thread that is not the reactor's
   */
  ReactorSignals(ReactorLoop loop, Runnable check) {
    this.loop = loop;
    this.check = check;
  }

  FluxReactor.Watcher add(String name, Runnable callback) {
    SignalWatcher watcher = new SignalWatcher(callback);
    watcher.end = ProcessSignals.add(name, () -> loop.post(watcher::tell));
    watchers.add(watcher);
    loop.begun();
    return watcher;
  }

  void clear() {
    List.copyOf(watchers).forEach(SignalWatcher::end);
  }

  private final class SignalWatcher implements FluxReactor.Watcher {
    private final Runnable callback;
    private Runnable end = () -> {};

    SignalWatcher(Runnable callback) {
      this.callback = callback;
    }

    void tell() {
      if (watchers.contains(this)) {
        callback.run();
      }
    }

    void end() {
      if (watchers.remove(this)) {
        end.run();
        loop.ended();
      }
    }

    @Override
    public void close() {
      check.run();
      end();
    }
  }
}
