package dev.continuum.inspector.text.print;

import dev.continuum.inspector.syntax.Identifiers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of one index space: the names its things have, made unique. Of several things
 * with one name the first keeps it; the others get their index behind it.
 */
final class NameSpace {
  private final int size;
  private final IntFunction<@Nullable String> names;
  private final @Nullable String generatedPrefix;
  private final BitSet repeated = new BitSet();

  /** The indices of the names, in a hash table with open addressing; -1 where nothing is. */
  private final int[] table;

  private final @Nullable String[] ids;

  /**
   * @param names the name of each index below {@code size}, or null
   * @param generatedPrefix what things without a name are called, before their index; null when
   *     they get no identifier
   */
  NameSpace(int size, IntFunction<@Nullable String> names, @Nullable String generatedPrefix) {
    this.size = size;
    this.names = names;
    this.generatedPrefix = generatedPrefix;
    this.ids = new String[size];
    this.table = new int[Integer.highestOneBit(Math.max(size, 4)) * 4];
    Arrays.fill(table, -1);
    for (int index = 0; index < size; index++) {
      String name = names.apply(index);
      if (name != null) {
        int slot = slot(name);
        if (table[slot] < 0) {
          table[slot] = index;
        } else {
          repeated.set(index);
        }
      }
    }
  }

  private int slot(String name) {
    int hash = name.hashCode() * 0x9e3779b9;
    int slot = hash >>> 8 & table.length - 1;
    while (table[slot] >= 0 && !name.equals(names.apply(table[slot]))) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  /** The identifier with its {@code $}, or null when there is none. */
  @Nullable String id(int index) {
    if (index < 0 || index >= size) {
      return null;
    }
    String id = ids[index];
    if (id == null) {
      id = make(index);
      ids[index] = id;
    }
    return id;
  }

  private @Nullable String make(int index) {
    String name = names.apply(index);
    if (name == null) {
      return generatedPrefix == null ? null : "$" + unused(generatedPrefix + index);
    }
    if (isInexpressible(index)) {
      return Identifiers.of(unused(name + "#" + index));
    }
    return Identifiers.of(name);
  }

  private String unused(String name) {
    String id = name;
    while (table[slot(id)] >= 0) {
      id += "#";
    }
    return id;
  }

  /** Whether something has a name that its identifier does not say. */
  boolean isInexpressible(int index) {
    if (index < 0 || index >= size) {
      return false;
    }
    String name = names.apply(index);
    return name != null && (name.isEmpty() || repeated.get(index));
  }

  /** The name of something, or null. */
  @Nullable String name(int index) {
    return index < 0 || index >= size ? null : names.apply(index);
  }
}
