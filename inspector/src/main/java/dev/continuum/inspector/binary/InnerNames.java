package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of things within things, which a module's name section may hold (specification, "Name
 * Section" and its proposals): locals and labels of functions, fields of structures. The section is
 * passed over once; the names are made where they are asked for. What is broken in it is left out.
 *
 * <p>Offsets of what is read count from the start of the buffer.
 */
public final class InnerNames {
  /** What has names within something else. */
  public enum Kind {
    LOCAL(Names.LOCAL),
    LABEL(Names.LABEL),
    FIELD(Names.FIELD);

    private final int id;

    Kind(int id) {
      this.id = id;
    }

    /** The byte that stands for its part of the name section. */
    public int id() {
      return id;
    }
  }

  private final BinaryReader in;
  private final int end;
  private int count;
  private int[] outers = {};
  private int[] starts = {};

  private InnerNames(BinaryReader in, int end) {
    this.in = in;
    this.end = end;
  }

  /**
   * Finds the names of a kind.
   *
   * @param bytes the whole file, from its position
   */
  public static InnerNames of(WasmModule module, ByteBuffer bytes, Kind kind) {
    BinaryReader file = new BinaryReader(bytes.slice());
    for (Section section : module.sections()) {
      if (section.isCustom() && section.name().equals("name")) {
        return find(file, section.content(), kind);
      }
    }
    return new InnerNames(file, 0);
  }

  private static InnerNames find(BinaryReader file, ByteRange content, Kind kind) {
    BinaryReader in = file.part(content);
    try {
      while (!in.atEnd()) {
        int id = in.u8();
        int length = in.length();
        int start = in.position();
        in.skip(length);
        if (id == kind.id) {
          InnerNames names = new InnerNames(file, start + length);
          names.index(start);
          return names;
        }
      }
    } catch (MalformedException broken) {
      return new InnerNames(file, 0);
    }
    return new InnerNames(file, 0);
  }

  private void index(int start) {
    BinaryReader map = in.part(new ByteRange(start, end));
    try {
      int things = map.length();
      for (int i = 0; i < things; i++) {
        int outer = map.u32();
        int at = map.position();
        int inner = map.length();
        for (int j = 0; j < inner; j++) {
          map.u32();
          map.skip(map.length());
        }
        add(outer, at);
      }
    } catch (MalformedException broken) {
      return; // what was found before it stays
    }
  }

  private void add(int outer, int start) {
    boolean rising = count == 0 || Integer.compareUnsigned(outers[count - 1], outer) < 0;
    if (!rising) {
      return; // the section is sorted where it is well-formed
    }
    if (count == outers.length) {
      outers = Arrays.copyOf(outers, Math.max(16, count * 2));
      starts = Arrays.copyOf(starts, outers.length);
    }
    outers[count] = outer;
    starts[count++] = start;
  }

  /** Whether there are none at all. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The names within something, by index; empty when it has none. */
  public Map<Integer, String> of(int outer) {
    int found = Arrays.binarySearch(outers, 0, count, outer);
    if (found < 0) {
      return Map.of();
    }
    Map<Integer, String> names = new HashMap<>();
    BinaryReader map = in.part(new ByteRange(starts[found], end));
    try {
      int entries = map.length();
      for (int i = 0; i < entries; i++) {
        names.putIfAbsent(map.u32(), map.name());
      }
    } catch (MalformedException broken) {
      return names; // a name that is no UTF-8, or the end: what came before it stays
    }
    return names;
  }
}
