package dev.continuum.inspector.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the identifiers of a source, so that two are equal when their numbers are: {@code $"a"}
 * and {@code $a} too (specification, "Identifiers").
 */
public final class Symbols {
  private final char[] text;

  /** A hash table of symbols plus one, open at 0. */
  private int[] table = new int[256];

  private int[] starts = new int[128];
  private int[] ends = new int[128];
  private int[] hashes = new int[128];

  /** Decoded names of those written in quotes. */
  private @Nullable String[] quoted = new String[0];

  private int count;

  Symbols(char[] text) {
    this.text = text;
  }

  /** How many there are; they are numbered from 0. */
  public int count() {
    return count;
  }

  /** The name of a symbol, without its dollar. */
  public String name(int symbol) {
    String name = symbol < quoted.length ? quoted[symbol] : null;
    return name != null
        ? name
        : new String(text, starts[symbol] + 1, ends[symbol] - starts[symbol] - 1);
  }

  /** The symbol of an identifier without quotes, given the hash of all its characters. */
  int plain(int start, int end, int hash) {
    int mask = table.length - 1;
    int slot = spread(hash) & mask;
    for (int found = table[slot]; found != 0; found = table[slot]) {
      if (hashes[found - 1] == hash && same(found - 1, start, end)) {
        return found - 1;
      }
      slot = slot + 1 & mask;
    }
    return add(slot, start, end, hash);
  }

  private boolean same(int symbol, int start, int end) {
    if (symbol < quoted.length && quoted[symbol] != null) {
      return name(symbol).contentEquals(new String(text, start + 1, end - start - 1));
    }
    return Arrays.equals(text, starts[symbol], ends[symbol], text, start, end);
  }

  /** The symbol of an identifier in quotes, or -1 when its name is no UTF-8. */
  int quoted(int start, int end) {
    byte[] bytes = new byte[StringLiterals.room(start, end)];
    int length = StringLiterals.write(text, start + 2, end - 1, bytes, 0);
    String name = StringLiterals.utf8(bytes, 0, length);
    if (name == null) {
      return -1;
    }
    int hash = Words.hash("$" + name);
    int mask = table.length - 1;
    int slot = spread(hash) & mask;
    for (int found = table[slot]; found != 0; found = table[slot]) {
      if (hashes[found - 1] == hash && name(found - 1).equals(name)) {
        return found - 1;
      }
      slot = slot + 1 & mask;
    }
    int symbol = add(slot, start, end, hash);
    if (symbol >= quoted.length) {
      quoted = Arrays.copyOf(quoted, starts.length);
    }
    quoted[symbol] = name;
    return symbol;
  }

  private int add(int slot, int start, int end, int hash) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      hashes = Arrays.copyOf(hashes, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    hashes[count] = hash;
    table[slot] = ++count;
    if (count * 2 > table.length) {
      grow();
    }
    return count - 1;
  }

  private void grow() {
    int[] larger = new int[table.length * 2];
    int mask = larger.length - 1;
    for (int symbol = 0; symbol < count; symbol++) {
      int slot = spread(hashes[symbol]) & mask;
      while (larger[slot] != 0) {
        slot = slot + 1 & mask;
      }
      larger[slot] = symbol + 1;
    }
    table = larger;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9e3779b1;
    return mixed ^ mixed >>> 15;
  }
}
