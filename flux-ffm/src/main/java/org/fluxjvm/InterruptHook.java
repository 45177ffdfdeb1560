package org.fluxjvm;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/**
 * Lets an interrupt of a thread end its wait in native code, as it ends that of a selector: the
 * virtual machine tells a selector, and only that, of an interrupt while its thread waits.
 */
final class InterruptHook extends AbstractSelector {
  private final Runnable wake;

  /**
   * Makes a hook.
   *
   * @param wake ends the wait; called on the interrupting thread
   */
  InterruptHook(Runnable wake) {
    super(SelectorProvider.provider());
    this.wake = wake;
  }

  /** Waits; a thread that is interrupted already is woken at once. */
  void around(Runnable wait) {
    begin();
    try {
      wait.run();
    } finally {
      end();
    }
  }

  @Override
  public Selector wakeup() {
    wake.run();
    return this;
  }

  @Override
  protected void implCloseSelector() {}

  @Override
  protected SelectionKey register(
      AbstractSelectableChannel channel, int operations, Object attachment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<SelectionKey> keys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int selectNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select(long timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select() {
    throw new UnsupportedOperationException();
  }
}
