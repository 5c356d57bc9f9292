package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes names in a name section (specification, "Name Section"). Parts without a change, and the
 * names without one in a part, keep their bytes.
 */
final class NameSectionEdit {
  /** The new names by index; nothing where a name is taken away. */
  private static final class Changes extends TreeMap<Integer, Optional<String>> {
    private static final long serialVersionUID = 1L;

    Changes() {
      super(Integer::compareUnsigned);
    }
  }

  private Optional<Optional<String>> module = Optional.empty();
  private final SortedMap<Integer, Changes> maps = new TreeMap<>();
  private final SortedMap<Integer, SortedMap<Integer, Changes>> innerMaps = new TreeMap<>();

  void module(Optional<String> name) {
    module = Optional.of(name);
  }

  void name(int kind, int index, Optional<String> name) {
    maps.computeIfAbsent(kind, any -> new Changes()).put(index, name);
  }

  void name(int kind, int outer, int index, Optional<String> name) {
    innerMaps
        .computeIfAbsent(kind, any -> new TreeMap<>(Integer::compareUnsigned))
        .computeIfAbsent(outer, any -> new Changes())
        .put(index, name);
  }

  boolean isEmpty() {
    return module.isEmpty() && maps.isEmpty() && innerMaps.isEmpty();
  }

  private boolean changes(int kind) {
    return kind == Names.MODULE && module.isPresent()
        || maps.containsKey(kind)
        || innerMaps.containsKey(kind);
  }

  /**
   * The changed section.
   *
   * @param file the whole file
   * @param content where the old one lies in it, without its name; empty when there is none
   */
  byte[] apply(ByteBuffer file, ByteRange content) throws MalformedException {
    BinaryReader in = new BinaryReader(file).part(content);
    BinaryWriter out = new BinaryWriter(content.size() + 64);
    int next = 0;
    while (!in.atEnd()) {
      int start = in.position();
      int kind = in.u8();
      int length = in.length();
      BinaryReader part = in.part(new ByteRange(in.position(), in.position() + length));
      in.skip(length);
      for (; next < kind; next++) {
        write(next, new BinaryReader(file).part(new ByteRange(0, 0)), file, out);
      }
      if (changes(kind) && next == kind) {
        write(kind, part, file, out);
        next = kind + 1;
      } else {
        out.bytes(file, in.since(start));
      }
    }
    for (; next < Names.KINDS.size(); next++) {
      write(next, new BinaryReader(file).part(new ByteRange(0, 0)), file, out);
    }
    return out.toByteArray();
  }

  /** Writes one part with its changes, if there are some, unless nothing is left of it. */
  private void write(int kind, BinaryReader old, ByteBuffer file, BinaryWriter out)
      throws MalformedException {
    BinaryWriter content = new BinaryWriter();
    if (kind == Names.MODULE) {
      module.flatMap(name -> name).ifPresent(content::name);
    } else if (maps.containsKey(kind)) {
      merge(old, maps.get(kind), file, content);
    } else if (innerMaps.containsKey(kind)) {
      mergeInner(old, innerMaps.get(kind), file, content);
    }
    if (content.size() > 0) {
      out.u8(kind);
      out.u32(content.size());
      out.bytes(content.array(), 0, content.size());
    }
  }

  /** Writes a name map: the old names with the changes; nothing when none is left. */
  private static void merge(BinaryReader old, Changes changes, ByteBuffer file, BinaryWriter out)
      throws MalformedException {
    BinaryWriter entries = new BinaryWriter();
    int count = 0;
    Iterator<Map.Entry<Integer, Optional<String>>> news = changes.entrySet().iterator();
    Map.Entry<Integer, Optional<String>> next = news.hasNext() ? news.next() : null;
    for (int left = old.atEnd() ? 0 : old.length(); left > 0; left--) {
      int start = old.position();
      int index = old.u32();
      old.skip(old.length());
      while (next != null && Integer.compareUnsigned(next.getKey(), index) <= 0) {
        count += write(next, entries);
        next = news.hasNext() ? news.next() : null;
      }
      if (!changes.containsKey(index)) {
        entries.bytes(file, old.since(start));
        count++;
      }
    }
    while (next != null) {
      count += write(next, entries);
      next = news.hasNext() ? news.next() : null;
    }
    finish(count, entries, out);
  }

  private static int write(Map.Entry<Integer, Optional<String>> entry, BinaryWriter out) {
    entry
        .getValue()
        .ifPresent(name -> {
          out.u32(entry.getKey());
          out.name(name);
        });
    return entry.getValue().isPresent() ? 1 : 0;
  }

  private static void mergeInner(
      BinaryReader old, SortedMap<Integer, Changes> changes, ByteBuffer file, BinaryWriter out)
      throws MalformedException {
    BinaryWriter entries = new BinaryWriter();
    int count = 0;
    TreeMap<Integer, Changes> news = new TreeMap<>(changes);
    for (int left = old.atEnd() ? 0 : old.length(); left > 0; left--) {
      int start = old.position();
      int outer = old.u32();
      int map = old.position();
      for (int names = old.length(); names > 0; names--) {
        old.u32();
        old.skip(old.length());
      }
      while (!news.isEmpty() && Integer.compareUnsigned(news.firstKey(), outer) < 0) {
        count += write(news.pollFirstEntry(), old.part(new ByteRange(0, 0)), file, entries);
      }
      Changes changed = news.remove(outer);
      if (changed != null) {
        count += write(Map.entry(outer, changed), old.part(old.since(map)), file, entries);
      } else {
        entries.bytes(file, old.since(start));
        count++;
      }
    }
    for (Map.Entry<Integer, Changes> entry : news.entrySet()) {
      count += write(entry, old.part(new ByteRange(0, 0)), file, entries);
    }
    finish(count, entries, out);
  }

  private static int write(
      Map.Entry<Integer, Changes> entry, BinaryReader old, ByteBuffer file, BinaryWriter out)
      throws MalformedException {
    BinaryWriter map = new BinaryWriter();
    merge(old, entry.getValue(), file, map);
    if (map.size() == 0) {
      return 0;
    }
    out.u32(entry.getKey());
    out.bytes(map.array(), 0, map.size());
    return 1;
  }

  private static void finish(int count, BinaryWriter entries, BinaryWriter out) {
    if (count > 0) {
      out.u32(count);
      out.bytes(entries.array(), 0, entries.size());
    }
  }
}
