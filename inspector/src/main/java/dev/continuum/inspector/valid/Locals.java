package dev.continuum.inspector.valid;

import java.util.Arrays;

/**
 * The locals of a function: their types, and which of those that cannot start with a value of their
 * own were given one (specification, "Local Types").
 *
 * <p>A function may declare 2³²-1 locals in a few bytes, so they are kept as runs of one type; only
 * the first ones are written out. Of the initialised ones a stack is kept, so that leaving a block
 * forgets what was initialised in it.
 */
final class Locals {
  private static final int MOST_FLAT = 4096;

  private final int[] flat = new int[MOST_FLAT];
  private int flatCount;

  /** The index behind each run, unsigned, and the type of the run. */
  private long[] runEnds = new long[16];

  private int[] runTypes = new int[16];
  private int runs;

  private int parameters;

  private int[] initialised = new int[16];
  private int initialisedCount;

  /** Open addressing: an index, and its place in the stack plus 1 when it was last pushed. */
  private int[] keys = new int[32];

  private int[] places = new int[32];
  private int used;

  /** Starts a function, whose parameters are its first locals. */
  void start(int[] parameterTypes) {
    flatCount = 0;
    runs = 0;
    initialisedCount = 0;
    if (used > 0) {
      Arrays.fill(places, 0);
      used = 0;
    }
    parameters = parameterTypes.length;
    for (int type : parameterTypes) {
      add(1, type);
    }
  }

  /** How many there are. */
  long count() {
    return runs == 0 ? 0 : runEnds[runs - 1];
  }

  /** Declares some more of one type. */
  void add(long count, int type) {
    if (count == 0) {
      return;
    }
    long total = count() + count;
    if (runs > 0 && runTypes[runs - 1] == type) {
      runEnds[runs - 1] = total;
    } else {
      if (runs == runTypes.length) {
        runEnds = Arrays.copyOf(runEnds, runs * 2);
        runTypes = Arrays.copyOf(runTypes, runs * 2);
      }
      runEnds[runs] = total;
      runTypes[runs++] = type;
    }
    int to = (int) Math.min(total, MOST_FLAT);
    if (flatCount < to) {
      Arrays.fill(flat, flatCount, to, type);
      flatCount = to;
    }
  }

  boolean has(int index) {
    return index >= 0 && index < flatCount || Integer.toUnsignedLong(index) < count();
  }

  /** The type of a local that exists. */
  int type(int index) {
    if (index >= 0 && index < flatCount) {
      return flat[index];
    }
    int run = Arrays.binarySearch(runEnds, 0, runs, Integer.toUnsignedLong(index) + 1);
    return runTypes[run >= 0 ? run : -run - 1];
  }

  /** How many were given a value so far; see {@link #forget}. */
  int initialisedCount() {
    return initialisedCount;
  }

  /** Whether a local that exists has a value: a parameter, a default, or one it was given. */
  boolean isInitialised(int index) {
    if (TypeCode.isDefaultable(type(index)) || index >= 0 && index < parameters) {
      return true;
    }
    int place = places[slot(index)];
    return place != 0 && place <= initialisedCount && initialised[place - 1] == index;
  }

  /** Notes that a local was given a value. */
  void initialise(int index) {
    if (isInitialised(index)) {
      return;
    }
    if (initialisedCount == initialised.length) {
      initialised = Arrays.copyOf(initialised, initialisedCount * 2);
    }
    initialised[initialisedCount++] = index;
    int slot = slot(index);
    if (places[slot] == 0) {
      keys[slot] = index;
      used++;
    }
    places[slot] = initialisedCount;
    if (used > keys.length / 2) {
      rehash();
    }
  }

  /** Forgets the locals that were given a value since there were as many as this. */
  void forget(int count) {
    initialisedCount = count;
  }

  /** The slot of an index, or the empty one where it belongs. */
  private int slot(int index) {
    int mask = keys.length - 1;
    int slot = index * 0x9e3779b9 >>> 8 & mask;
    while (places[slot] != 0 && keys[slot] != index) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void rehash() {
    int[] oldKeys = keys;
    int[] oldPlaces = places;
    keys = new int[oldKeys.length * 2];
    places = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldPlaces[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        places[slot] = oldPlaces[i];
      }
    }
  }
}
