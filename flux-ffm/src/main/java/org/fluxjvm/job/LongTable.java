package org.fluxjvm.job;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Objects by number, looked up without making one: open addressing, linear probing. */
final class LongTable<T> {
  private long[] keys = new long[64];
  private @Nullable Object[] values = new Object[64];
  private int size;

  int size() {
    return size;
  }

  @Nullable T get(long key) {
    int slot = slotOf(key);
    return at(slot);
  }

  @SuppressWarnings("unchecked") // only put writes values
  private @Nullable T at(int slot) {
    return (T) values[slot];
  }

  void put(long key, T value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slotOf(key);
    if (values[slot] == null) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  void remove(long key) {
    int hole = slotOf(key);
    if (values[hole] == null) {
      return;
    }
    size--;
    int mask = keys.length - 1;
    // what follows without a gap moves up, where its search would otherwise stop at the hole
    for (int slot = (hole + 1) & mask; values[slot] != null; slot = (slot + 1) & mask) {
      int home = home(keys[slot]);
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        keys[hole] = keys[slot];
        values[hole] = values[slot];
        hole = slot;
      }
    }
    values[hole] = null;
  }

  /** Visits a snapshot, so that the visitor may remove. */
  @SuppressWarnings("unchecked") // only put writes values
  void forEach(Consumer<? super T> visitor) {
    for (Object value : Arrays.copyOf(values, values.length)) {
      if (value != null) {
        visitor.accept((T) value);
      }
    }
  }

  private int slotOf(long key) {
    int mask = keys.length - 1;
    int slot = home(key);
    while (values[slot] != null && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int home(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L; // Fibonacci hashing: ids differ in their middle bits
    return (int) (mixed >>> 32) & (keys.length - 1);
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new Object[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int slot = slotOf(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
