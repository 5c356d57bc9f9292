package dev.continuum.targets.release;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How to make one file of another one and some new bytes. Blocks of the old file are looked for at
 * every position of the new one by a sum that rolls along, as rsync does; both files are here, so
 * that what seems equal is compared at once.
 *
 * @param pieces what the new file consists of, in order
 * @param fresh the bytes that the old file does not have, in order
 */
record Delta(List<Piece> pieces, byte[] fresh) {
  private static final int BLOCK = 256;
  private static final int MOST_COPIES = 64;
  private static final int MOST_CANDIDATES = 16;
  private static final int FACTOR = 0x01000193;

  /**
   * A part of the new file.
   *
   * @param from where it is in the old file; negative: it is the next of the new bytes
   * @param length in bytes, positive
   */
  record Piece(int from, int length) {
    boolean copied() {
      return from >= 0;
    }
  }

  /** Copies the list. */
  Delta {
    pieces = List.copyOf(pieces);
  }

  /** A range of the new file that the old one has too. */
  private record Match(int at, int from, int length) {}

  /** The difference; empty when it would be more than a share of the new file. */
  static Optional<Delta> between(byte[] old, byte[] now, double mostFresh) {
    if (old.length < BLOCK || now.length < BLOCK) {
      return Optional.empty();
    }
    List<Match> matches = new ArrayList<>(matches(old, now));
    if (matches.size() > MOST_COPIES) {
      matches.sort(Comparator.comparingInt(Match::length).reversed());
      matches.subList(MOST_COPIES, matches.size()).clear();
      matches.sort(Comparator.comparingInt(Match::at));
    }
    List<Piece> pieces = new ArrayList<>();
    ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    int at = 0;
    for (Match match : matches) {
      insert(now, at, match.at(), pieces, fresh);
      pieces.add(new Piece(match.from(), match.length()));
      at = match.at() + match.length();
    }
    insert(now, at, now.length, pieces, fresh);
    return fresh.size() > mostFresh * now.length
        ? Optional.empty()
        : Optional.of(new Delta(pieces, fresh.toByteArray()));
  }

  private static void insert(
      byte[] now, int from, int to, List<Piece> pieces, ByteArrayOutputStream fresh) {
    if (to > from) {
      pieces.add(new Piece(-1, to - from));
      fresh.write(now, from, to - from);
    }
  }

  private static List<Match> matches(byte[] old, byte[] now) {
    Blocks blocks = new Blocks(old);
    List<Match> matches = new ArrayList<>();
    int drop = 1;
    for (int i = 1; i < BLOCK; i++) {
      drop *= FACTOR;
    }
    int done = 0;
    int at = 0;
    int sum = sum(now, 0);
    while (true) {
      int from = blocks.find(sum, now, at);
      if (from >= 0) {
        int back = 0;
        while (at - back > done && from - back > 0 && old[from - back - 1] == now[at - back - 1]) {
          back++;
        }
        int start = at - back;
        int same = Arrays.mismatch(old, from, old.length, now, at, now.length);
        int length = back + (same < 0 ? old.length - from : same);
        matches.add(new Match(start, from - back, length));
        done = start + length;
        at = done;
        if (at + BLOCK > now.length) {
          return matches;
        }
        sum = sum(now, at);
      } else {
        if (at + BLOCK >= now.length) {
          return matches;
        }
        sum = (sum - now[at] * drop) * FACTOR + now[at + BLOCK];
        at++;
      }
    }
  }

  private static int sum(byte[] bytes, int from) {
    int sum = 0;
    for (int i = from; i < from + BLOCK; i++) {
      sum = sum * FACTOR + bytes[i];
    }
    return sum;
  }

  /** The blocks of the old file by their sums: chains in arrays. */
  private static final class Blocks {
    private final byte[] old;
    private final int[] heads;
    private final int[] next;
    private final int[] sums;

    Blocks(byte[] old) {
      this.old = old;
      int count = old.length / BLOCK;
      this.heads = new int[Integer.highestOneBit(Math.max(16, count)) << 1];
      Arrays.fill(heads, -1);
      this.next = new int[count];
      this.sums = new int[count];
      for (int i = count - 1; i >= 0; i--) {
        sums[i] = sum(old, i * BLOCK);
        int slot = slot(sums[i]);
        next[i] = heads[slot];
        heads[slot] = i;
      }
    }

    private int slot(int sum) {
      return (sum ^ sum >>> 15) & heads.length - 1;
    }

    /** Where the old file has the block that the new one has at a place; -1 when nowhere. */
    int find(int sum, byte[] now, int at) {
      int best = -1;
      int length = 0;
      int tried = 0;
      for (int i = heads[slot(sum)]; i >= 0 && tried < MOST_CANDIDATES; i = next[i]) {
        if (sums[i] != sum) {
          continue;
        }
        tried++;
        int from = i * BLOCK;
        int same = Arrays.mismatch(old, from, old.length, now, at, now.length);
        int equal = same < 0 ? old.length - from : same;
        if (equal >= BLOCK && equal > length) {
          best = from;
          length = equal;
        }
      }
      return best;
    }
  }
}
