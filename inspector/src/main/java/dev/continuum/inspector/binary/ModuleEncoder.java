package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a module as its sections (specification, "Modules" of the binary format): each is the
 * bytes it was decoded from, or new ones. What is not replaced stays byte for byte, padded numbers
 * and custom sections included; of a section that is replaced, a padded size stays as wide.
 *
 * <p>Only the order of sections is looked after here. What is in them is up to the caller; {@link
 * ModuleEdit} knows more.
 */
public final class ModuleEncoder {
  private static final int PREAMBLE = 8;

  /** Content in place of what a section held. */
  private record Replacement(byte[] content, int sizeWidth) {}

  private final ByteBuffer file;
  private final List<Section> sections;
  private final Map<Section, @Nullable Replacement> replaced = new HashMap<>();
  private final List<byte[]> appended = new ArrayList<>();

  /**
   * An encoder that gives back what was decoded.
   *
   * @param file the whole file, read from its first byte on; used until the end
   * @param module what was decoded from it
   * @throws IllegalArgumentException if the sections of the module do not make up the file, as when
   *     it is malformed
   */
  public ModuleEncoder(ByteBuffer file, WasmModule module) {
    this.file = file;
    this.sections = module.sections();
    int end = PREAMBLE;
    for (Section section : sections) {
      if (section.range().start() != end) {
        throw new IllegalArgumentException("there is more than sections in the file");
      }
      end = section.range().end();
    }
    if (end != file.limit() || module.size() != file.limit()) {
      throw new IllegalArgumentException("the module was not decoded from this file, or not whole");
    }
  }

  /**
   * Puts new content into a section.
   *
   * @param content what follows the size of the section; of a custom section, what follows its name
   */
  public void replace(Section section, byte[] content) {
    byte[] whole = content;
    if (section.isCustom()) {
      int start = sizeOf(section).end();
      BinaryWriter out = new BinaryWriter(section.content().start() - start + content.length);
      out.bytes(file, new ByteRange(start, section.content().start()));
      out.bytes(content);
      whole = out.toByteArray();
    }
    replaced.put(known(section), new Replacement(whole, paddedWidth(file, sizeOf(section))));
  }

  /** Leaves a section out. */
  public void remove(Section section) {
    replaced.put(known(section), null);
  }

  /** Adds a custom section behind all others. */
  public void append(String name, byte[] content) {
    BinaryWriter out = new BinaryWriter(content.length + 16);
    out.u8(SectionId.CUSTOM.code());
    int begun = out.begin();
    out.name(name);
    out.bytes(content);
    out.end(begun);
    appended.add(out.toByteArray());
  }

  private Section known(Section section) {
    if (!sections.contains(section)) {
      throw new IllegalArgumentException("not a section of the module: " + section.key());
    }
    return section;
  }

  private ByteRange sizeOf(Section section) {
    return leb(file, section.range().start() + 1);
  }

  /** The bytes of the number that starts at an offset. */
  static ByteRange leb(ByteBuffer file, int start) {
    int end = start;
    while (file.get(end) < 0) {
      end++;
    }
    return new ByteRange(start, end + 1);
  }

  /** How wide an unsigned number is when it is padded, otherwise 1. */
  static int paddedWidth(ByteBuffer file, ByteRange leb) {
    return leb.size() > 1 && file.get(leb.end() - 1) == 0 ? leb.size() : 1;
  }

  /** The module. */
  public byte[] toByteArray() {
    if (replaced.isEmpty() && appended.isEmpty()) {
      byte[] same = new byte[file.limit()];
      file.get(0, same);
      return same;
    }
    BinaryWriter out = new BinaryWriter(file.limit() + 1024);
    int from = 0;
    for (Section section : sections) {
      if (replaced.containsKey(section)) {
        out.bytes(file, new ByteRange(from, section.range().start()));
        from = section.range().end();
        Replacement replacement = replaced.get(section);
        if (replacement != null) {
          out.bytes(file, new ByteRange(section.range().start(), section.range().start() + 1));
          int begun = out.begin();
          out.bytes(replacement.content);
          out.end(begun, replacement.sizeWidth);
        }
      }
    }
    out.bytes(file, new ByteRange(from, file.limit()));
    appended.forEach(out::bytes);
    return out.toByteArray();
  }
}
