package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which numbers of a section or a function body take more bytes than they need. The binary format
 * lets a LEB128 be padded, and linkers do so where they fill numbers in afterwards. What the text
 * format says is the same with and without; to get the same bytes back from it, the widths must be
 * kept beside it.
 *
 * <p>Numbers are counted in the order of the bytes, from 0: a section or body starts with its size,
 * number 0; then follow counts, lengths of names, indices, flags, the numbers of instructions and
 * of their prefixes, and so on: everything the specification encodes as {@code u32}, {@code u64} or
 * a signed number. Types and other single bytes are not among them. Of a code section only the size
 * and the count are numbered here, since every body has widths of its own; of a custom section only
 * the size and the length of the name.
 *
 * <p>To take them along, and to get the bytes back from the same in fewest bytes:
 *
 * <pre>{@code
 * String text = LebWidths.ofBody(file, code).toString();         // "" for most
 * LebWidths.parse(text).writeBody(entry, 0, entry.length, out);  // with all sizes corrected
 * }</pre>
 *
 * <p>Padding never changes what bytes mean: widths that were kept for another version of a body do
 * no harm, only that others of its numbers are padded; those for numbers that are no more are left
 * out, and so is what would be too wide.
 *
 * <p>The text is a list of words. {@code 3:4} skips three numbers, and the next takes 4 bytes;
 * {@code 3} is short for {@code 3:5}, the width linkers use; {@code 1*20} is that twenty times in a
 * row.
 */
public final class LebWidths {
  private static final int USUAL_WIDTH = 5;
  private static final int MOST_WIDTH = 10;
  private static final LebWidths MINIMAL = new Builder().build();

  /** Runs of padded numbers: how many others lie before each, its width, how many follow so. */
  private final int[] gaps;

  private final byte[] widths;
  private final int[] times;
  private final int runs;

  private LebWidths(Builder builder) {
    gaps = builder.gaps;
    widths = builder.widths;
    times = builder.times;
    runs = builder.runs;
  }

  /** Whether every number takes as few bytes as it can. */
  public boolean isMinimal() {
    return runs == 0;
  }

  /** How many numbers take more bytes than they need. */
  public long size() {
    long size = 0;
    for (int i = 0; i < runs; i++) {
      size += times[i];
    }
    return size;
  }

  /**
   * The widths of an entry of the code section, its size included.
   *
   * @param file the whole file, read from its first byte on
   */
  public static LebWidths ofBody(ByteBuffer file, Code code) throws MalformedException {
    if (!mayBePadded(file, code.range())) {
      return MINIMAL;
    }
    Collector collector = new Collector(file);
    BinaryReader in = new BinaryReader(file).part(code.range()).hearing(collector);
    in.u32();
    body(in);
    return collector.widths();
  }

  /**
   * The widths of a section, its size included.
   *
   * @param file the whole file, read from its first byte on
   */
  public static LebWidths ofSection(ByteBuffer file, Section section) throws MalformedException {
    SectionId id = section.id();
    if (id == null) {
      throw new IllegalArgumentException("not a section of a core module: " + section.key());
    }
    boolean onlyHead = id == SectionId.CODE || id == SectionId.CUSTOM;
    if (!onlyHead && !mayBePadded(file, section.range())) {
      return MINIMAL;
    }
    Collector collector = new Collector(file);
    BinaryReader in = new BinaryReader(file).part(section.range()).hearing(collector);
    in.u8();
    in.u32();
    content(id, in);
    return collector.widths();
  }

  /** Whether there is anything that looks like the end of a padded number. */
  private static boolean mayBePadded(ByteBuffer file, ByteRange range) {
    boolean continued = false;
    for (int i = range.start(); i < range.end(); i++) {
      byte b = file.get(i);
      if (continued && (b == 0 || b == 0x7f)) {
        return true;
      }
      continued = b < 0;
    }
    return false;
  }

  /** Reads what follows the size of a body. */
  private static void body(BinaryReader in) throws MalformedException {
    int runs = in.length();
    for (int i = 0; i < runs; i++) {
      in.u32();
      TypeReader.value(in);
    }
    InstructionLebs.read(in);
  }

  /** Reads what follows the size of a section, as far as its numbers belong to it. */
  private static void content(SectionId id, BinaryReader in) throws MalformedException {
    switch (id) {
      case CUSTOM -> in.name();
      case CODE -> in.u32();
      default -> new SectionReader(in.features()).read(id, in);
    }
  }

  /**
   * Writes an entry of the code section with these widths.
   *
   * @param minimal an array with the entry, in which no number takes more bytes than it needs
   * @param from where the entry starts, with its size
   * @param to where it ends
   * @throws MalformedException if there is no well-formed entry; offsets count from {@code from}
   */
  public void writeBody(byte[] minimal, int from, int to, BinaryWriter out)
      throws MalformedException {
    BinaryReader in = new BinaryReader(ByteBuffer.wrap(minimal, from, to - from).slice());
    in.length();
    Padder padder = new Padder(minimal, from, in.position(), out);
    int begun = out.begin();
    body(in.hearing(padder));
    padder.copy(to - from);
    out.end(begun, padder.sizeWidth());
  }

  /**
   * Writes a section with these widths. The bodies within a code section and what follows the name
   * of a custom section stay as they are.
   *
   * @param minimal an array with the section
   * @param from where the section starts, with its id
   * @param to where it ends
   * @throws MalformedException if there is no well-formed section; offsets count from {@code from}
   */
  public void writeSection(byte[] minimal, int from, int to, BinaryWriter out)
      throws MalformedException {
    BinaryReader in = new BinaryReader(ByteBuffer.wrap(minimal, from, to - from).slice());
    int code = in.u8();
    SectionId id = SectionId.of(code);
    if (id == null) {
      throw in.malformed(0, "malformed section id " + code);
    }
    in.length();
    Padder padder = new Padder(minimal, from, in.position(), out);
    out.u8(code);
    int begun = out.begin();
    content(id, in.hearing(padder));
    padder.copy(to - from);
    out.end(begun, padder.sizeWidth());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LebWidths widths && toString().equals(widths.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The text that {@link #parse} reads; empty when every number is minimal. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < runs; i++) {
      text.append(text.isEmpty() ? "" : " ").append(gaps[i]);
      if (widths[i] != USUAL_WIDTH) {
        text.append(':').append(widths[i]);
      }
      if (times[i] > 1) {
        text.append('*').append(times[i]);
      }
    }
    return text.toString();
  }

  /**
   * Reads the text of {@link #toString}.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static LebWidths parse(String text) {
    Builder builder = new Builder();
    for (String word : text.split(" ")) {
      if (word.isEmpty()) {
        continue;
      }
      int star = word.indexOf('*');
      int times = star < 0 ? 1 : number(word.substring(star + 1), text);
      String pair = star < 0 ? word : word.substring(0, star);
      int colon = pair.indexOf(':');
      int gap = number(colon < 0 ? pair : pair.substring(0, colon), text);
      int width = colon < 0 ? USUAL_WIDTH : number(pair.substring(colon + 1), text);
      if (width < 2 || width > MOST_WIDTH || times == 0) {
        throw notWidths(text);
      }
      builder.add(gap, width, times);
    }
    return builder.build();
  }

  private static int number(String digits, String text) {
    if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(Character::isDigit)) {
      throw notWidths(text);
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException notWidths(String text) {
    return new IllegalArgumentException(
        "not a list of widths: " + (text.length() > 40 ? text.substring(0, 40) + "…" : text));
  }

  private static final class Builder {
    private int[] gaps = {};
    private byte[] widths = {};
    private int[] times = {};
    private int runs;

    void add(int gap, int width, int count) {
      int last = runs - 1;
      if (last >= 0
          && gaps[last] == gap
          && widths[last] == width
          && times[last] <= Integer.MAX_VALUE - count) {
        times[last] += count;
        return;
      }
      if (runs == gaps.length) {
        int room = Math.max(8, runs * 2);
        gaps = Arrays.copyOf(gaps, room);
        widths = Arrays.copyOf(widths, room);
        times = Arrays.copyOf(times, room);
      }
      gaps[runs] = gap;
      widths[runs] = (byte) width;
      times[runs++] = count;
    }

    LebWidths build() {
      return new LebWidths(this);
    }
  }

  /** Notes every number that takes more bytes than it needs. */
  private static final class Collector implements LebSink {
    private final ByteBuffer file;
    private final Builder builder = new Builder();
    private int gap;

    Collector(ByteBuffer file) {
      this.file = file;
    }

    @Override
    public void read(int start, int end, boolean signed, int bits) {
      if (end - start > 1 && isPadded(file.get(end - 1), file.get(end - 2), signed)) {
        builder.add(gap, end - start, 1);
        gap = 0;
      } else {
        gap++;
      }
    }

    private static boolean isPadded(byte last, byte before, boolean signed) {
      if (!signed) {
        return last == 0;
      }
      boolean negative = (before & 0x40) != 0;
      return last == (negative ? 0x7f : 0);
    }

    LebWidths widths() {
      return builder.build();
    }
  }

  /** Copies bytes and pads the numbers among them. */
  private final class Padder implements LebSink {
    private final byte[] source;
    private final int base;
    private final BinaryWriter out;
    private int copied;
    private final int sizeWidth;
    private int run = -1;
    private int timesLeft = 1;
    private int gapLeft;

    Padder(byte[] source, int base, int start, BinaryWriter out) {
      this.source = source;
      this.base = base;
      this.copied = start;
      this.out = out;
      advance();
      sizeWidth = Math.max(1, Math.min(width(), USUAL_WIDTH));
    }

    /** The width kept for the size. */
    int sizeWidth() {
      return sizeWidth;
    }

    private void advance() {
      timesLeft--;
      if (timesLeft == 0) {
        run++;
        timesLeft = run < runs ? times[run] : Integer.MAX_VALUE;
      }
      gapLeft = run < runs ? gaps[run] : Integer.MAX_VALUE;
    }

    /** The width kept for the next number, 0 for none; moves behind it. */
    private int width() {
      if (run == runs || gapLeft-- > 0) {
        return 0;
      }
      int width = widths[run];
      advance();
      return width;
    }

    @Override
    public void read(int start, int end, boolean signed, int bits) {
      int width = Math.min(width(), (bits + 6) / 7);
      if (width > end - start) {
        pad(end, width - (end - start), signed);
      }
    }

    private void pad(int end, int more, boolean signed) {
      copy(end - 1);
      byte last = source[base + end - 1];
      int fill = signed && (last & 0x40) != 0 ? 0x7f : 0;
      out.u8(last | 0x80);
      for (int i = 1; i < more; i++) {
        out.u8(fill | 0x80);
      }
      out.u8(fill);
      copied = end;
    }

    /** Copies what was not, up to an offset. */
    void copy(int end) {
      out.bytes(source, base + copied, end - copied);
      copied = end;
    }
  }
}
