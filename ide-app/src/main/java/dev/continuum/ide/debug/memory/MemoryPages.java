package dev.continuum.ide.debug.memory;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The bytes of a memory at one moment, as far as they were read. */
final class MemoryPages {
  /** The bytes of a page; the last one of a memory may have fewer. */
  static final int PAGE = 512;

  /** How many are kept: what one has looked at while the guest stands still. */
  private static final int MOST = 256;

  private final Map<Long, byte[]> pages = new HashMap<>();

  /** A byte, 0 to 255, or -1 when it was not read. */
  int get(long address) {
    byte[] page = pages.get(address / PAGE);
    int at = (int) (address % PAGE);
    return page == null || at >= page.length ? -1 : page[at] & 0xff;
  }

  /** The numbers of the pages that were read. */
  Set<Long> known() {
    return Collections.unmodifiableSet(pages.keySet());
  }

  /** Adds pages; of too many, those far from {@code near} are forgotten. */
  void add(Map<Long, byte[]> more, long near) {
    pages.putAll(more);
    if (pages.size() > MOST) {
      long page = near / PAGE;
      Set<Long> far = new HashSet<>(pages.keySet());
      far.removeIf(each -> Math.abs(each - page) < MOST / 2);
      pages.keySet().removeAll(far);
    }
  }

  /** The numbers of the pages of a stretch that are not among those known. */
  static Set<Long> missing(long from, long to, Set<Long> known) {
    Set<Long> missing = new HashSet<>();
    for (long page = Math.max(0, from) / PAGE; page * PAGE < to; page++) {
      if (!known.contains(page)) {
        missing.add(page);
      }
    }
    return missing;
  }
}
