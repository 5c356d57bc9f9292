package dev.continuum.ide.debug.memory;

import java.util.ArrayList;
import java.util.List;

/** Says in words what is known of bytes. */
final class MemoryWordsOf {
  private final MemoryModel model;

  MemoryWordsOf(MemoryModel model) {
    this.model = model;
  }

  /** The caret's place, what is selected and what the next instruction does. */
  String status() {
    MemoryInfo memory = model.memory().get();
    if (memory == null) {
      return "";
    }
    MemoryCursor cursor = model.cursor();
    List<String> parts = new ArrayList<>();
    parts.add(MemoryWords.hex(cursor.caret()));
    segment(cursor.caret(), parts);
    if (cursor.hasSelection()) {
      parts.add(MemoryWords.bytes(cursor.selectionEnd() - cursor.selectionStart()) + " selected");
    }
    return String.join("  ·  ", parts);
  }

  private void segment(long address, List<String> parts) {
    for (DataBands.Band band : model.bandsIn(address, address + 1)) {
      long within = address - band.start();
      parts.add(within == 0 ? band.name() : band.name() + " + " + MemoryWords.hex(within));
    }
  }

  /** What the next instruction touches; empty when it touches nothing. */
  String access() {
    List<String> all = new ArrayList<>();
    for (MemoryAccess access : model.accesses()) {
      boolean here = access.memory() == model.memoryIndex();
      all.add(
          here ? access.words() : access.words() + " of " + MemoryWords.memory(access.memory()));
    }
    return String.join(", ", all);
  }

  /** All that is known of a byte, a line each. */
  String explain(long address) {
    List<String> lines = new ArrayList<>();
    int now = model.byteAt(address);
    lines.add(
        now < 0
            ? MemoryWords.hex(address)
            : "%s: 0x%02x, %d".formatted(MemoryWords.hex(address), now, now));
    int was = model.byteBefore(address);
    if (now >= 0 && was >= 0 && was != now) {
      lines.add("Changed since the last stop, when it was 0x%02x.".formatted(was));
    }
    int other = model.comparison().get(address);
    if (other >= 0 && other != now) {
      lines.add("At tick %,d it is 0x%02x.".formatted(model.comparison().tick(), other));
    }
    for (MemoryAccess access : model.accesses()) {
      if (access.memory() == model.memoryIndex()
          && address >= access.address()
          && address - access.address() < access.length()) {
        lines.add("The next instruction: " + access.words() + ".");
      }
    }
    for (String watch : model.watches().covering(model.memoryIndex(), address)) {
      lines.add("Watched: " + MemoryWords.cut(watch) + ".");
    }
    for (DataBands.Band band : model.bandsIn(address, address + 1)) {
      lines.add(
          "Data segment %s: byte %,d of %,d."
              .formatted(band.name(), address - band.start() + 1, band.end() - band.start()));
    }
    return String.join("\n", lines);
  }
}
