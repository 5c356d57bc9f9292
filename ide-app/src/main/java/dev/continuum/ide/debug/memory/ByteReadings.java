package dev.continuum.ide.debug.memory;

import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;
import dev.continuum.inspector.syntax.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the bytes from the caret on mean, read as this and that. */
final class ByteReadings {
  /** The most bytes that are shown of a text. */
  private static final int LONGEST_TEXT = 64;

  private static final ByteReadings NOTHING = new ByteReadings(List.of());

  private final List<Reading> all;

  private ByteReadings(List<Reading> all) {
    this.all = all;
  }

  /** A reading: {@code i16}, {@code -2 · 65534}. */
  record Reading(String label, String text) {}

  List<Reading> all() {
    return all;
  }

  /** Those of the byte at the caret and those behind it, as far as they are known. */
  static ByteReadings of(MemoryModel model) {
    MemoryInfo memory = model.memory().get();
    long at = model.cursor().caret();
    if (memory == null || model.byteAt(at) < 0) {
      return NOTHING;
    }
    int known = 0;
    byte[] bytes = new byte[LONGEST_TEXT];
    for (int next = model.byteAt(at); next >= 0 && known < bytes.length; ) {
      bytes[known++] = (byte) next;
      next = model.byteAt(at + known);
    }
    List<Reading> all = new ArrayList<>();
    all.add(new Reading("hex", MemoryFormat.HEX_8.edited(number(bytes, 1))));
    all.add(new Reading("char", Value.of(bytes[0] & 0xff).format(ValueFormat.CHARACTER)));
    integer(all, MemoryFormat.I8, MemoryFormat.U8, bytes, known);
    integer(all, MemoryFormat.I16, MemoryFormat.U16, bytes, known);
    integer(all, MemoryFormat.I32, MemoryFormat.U32, bytes, known);
    integer(all, MemoryFormat.I64, MemoryFormat.U64, bytes, known);
    number(all, MemoryFormat.F32, bytes, known);
    number(all, MemoryFormat.F64, bytes, known);
    int width = memory.wide() ? 8 : 4;
    if (known >= width) {
      all.add(new Reading("pointer", pointer(model, memory, number(bytes, width))));
    }
    all.add(new Reading("string", string(bytes, known)));
    return new ByteReadings(List.copyOf(all));
  }

  private static void integer(
      List<Reading> all, MemoryFormat signed, MemoryFormat unsigned, byte[] bytes, int known) {
    if (known >= signed.width()) {
      long bits = number(bytes, signed.width());
      String with = signed.text(bits);
      String without = unsigned.text(bits);
      all.add(new Reading(signed.title(), with.equals(without) ? with : with + " · " + without));
    }
  }

  private static void number(List<Reading> all, MemoryFormat format, byte[] bytes, int known) {
    if (known >= format.width()) {
      all.add(new Reading(format.title(), format.text(number(bytes, format.width()))));
    }
  }

  private static long number(byte[] bytes, int width) {
    long bits = 0;
    for (int i = width - 1; i >= 0; i--) {
      bits = bits << 8 | bytes[i] & 0xff;
    }
    return bits;
  }

  private static String pointer(MemoryModel model, MemoryInfo memory, long address) {
    String hex = MemoryWords.hex(address);
    if (Long.compareUnsigned(address, memory.size()) >= 0) {
      return hex + ", outside";
    }
    List<DataBands.Band> bands = model.bandsIn(address, address + 1);
    return bands.isEmpty() ? hex : hex + ", in " + bands.getLast().name();
  }

  private static String string(byte[] bytes, int known) {
    int end = 0;
    while (end < known && bytes[end] != 0) {
      end++;
    }
    String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
    return Identifiers.quoted(text) + (end == LONGEST_TEXT ? "…" : "");
  }
}
