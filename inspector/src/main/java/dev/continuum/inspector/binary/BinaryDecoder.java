package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmComponent;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks the sections of a file, and hands each to {@link SectionReader}. */
final class BinaryDecoder {
  private static final int MAGIC = 0x6d736100;
  private static final int MOST_SECTIONS = 100_000;
  private static final String OUT_OF_ORDER = "unexpected content after last section";

  private final BinaryReader in;
  private final int size;
  private final boolean tolerant;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, Integer> customNames = new HashMap<>();
  private final Map<String, Integer> wordKeys = new HashMap<>();

  private BinaryDecoder(ByteBuffer bytes, Features features, boolean tolerant) {
    this.in = new BinaryReader(bytes, features);
    this.size = bytes.limit();
    this.tolerant = tolerant;
  }

  static WasmModule strict(ByteBuffer bytes, Features features) throws MalformedException {
    WasmBinary binary = new BinaryDecoder(bytes, features, false).decode();
    if (binary instanceof WasmModule module) {
      return module;
    }
    throw new MalformedException(
        4, "unknown binary version: this is a component, and a core module was expected");
  }

  static Inspection tolerant(ByteBuffer bytes, Features features) {
    BinaryDecoder decoder = new BinaryDecoder(bytes, features, true);
    try {
      return new Inspection(decoder.decode(), decoder.problems);
    } catch (MalformedException nothingReadable) {
      return new Inspection(
          new WasmModule.Builder().size(bytes.limit()).build(), List.of(nothingReadable.problem()));
    }
  }

  private WasmBinary decode() throws MalformedException {
    if (in.fixed32() != MAGIC) {
      throw in.malformed(0, "magic header not detected");
    }
    int version = in.fixed32();
    if (version >>> 16 == 1 && (version & 0xffff) != 0) {
      return component(version & 0xffff);
    }
    if (version != 1) {
      throw in.malformed(4, "unknown binary version");
    }
    return module();
  }

  private WasmModule module() throws MalformedException {
    SectionReader reader = new SectionReader(in.features());
    SectionId last = SectionId.CUSTOM;
    boolean lostTrack = false;
    while (!in.atEnd()) {
      int start = in.position();
      try {
        Section section = moduleSection(start);
        SectionId id = section.id();
        if (id != null && id != SectionId.CUSTOM) {
          if (id.compareTo(last) <= 0) {
            report(in.malformed(start, OUT_OF_ORDER));
            continue;
          }
          last = id;
          read(reader, section, id);
        }
      } catch (MalformedException lost) {
        // Without a length there is no telling where the next section starts.
        report(lost);
        lostTrack = true;
        break;
      }
    }
    if (!lostTrack) {
      try {
        reader.checkCounts(size);
      } catch (MalformedException inconsistent) {
        report(inconsistent);
      }
    }
    WasmModule.Builder builder = new WasmModule.Builder().size(size).sections(sections);
    CustomSections custom = new CustomSections(in, reader.names());
    builder.metadata(custom.read(sections));
    reader.build(builder, custom.names());
    problems.addAll(custom.notes());
    return builder.build();
  }

  /** Reads the head of a section and moves behind its end. */
  private Section moduleSection(int start) throws MalformedException {
    int code = in.u8();
    SectionId id = SectionId.of(code);
    if (id == null) {
      throw in.malformed(start, "malformed section id " + code);
    }
    ByteRange content = content();
    ByteRange range = new ByteRange(start, content.end());
    Section section;
    if (id == SectionId.CUSTOM) {
      section = custom(id, range, content);
    } else {
      section = new Section(id, id.word(), key(id.word()), range, content, count(id, content));
    }
    return add(section);
  }

  private Section custom(SectionId id, ByteRange range, ByteRange content)
      throws MalformedException {
    BinaryReader part = in.part(content);
    String name = "";
    try {
      name = part.name();
    } catch (MalformedException nameless) {
      report(nameless);
      part.jump(content.end());
    }
    ByteRange payload = new ByteRange(part.position(), content.end());
    // The number comes before the name, which may itself end in one.
    int same = customNames.merge(name, 1, Integer::sum);
    String key = (same == 1 ? "custom:" : "custom#" + same + ":") + name;
    return new Section(id, name, key, range, payload, null);
  }

  private Section add(Section section) throws MalformedException {
    if (sections.size() == MOST_SECTIONS) {
      throw in.malformed(
          section.range().start(),
          "too many sections, where at most " + MOST_SECTIONS + " are read");
    }
    sections.add(section);
    return section;
  }

  /** Reads a length and returns the bytes it covers; the next read is behind them. */
  private ByteRange content() throws MalformedException {
    int at = in.position();
    long length = Integer.toUnsignedLong(in.u32());
    int start = in.position();
    if (length > in.remaining()) {
      report(in.malformed(at, "length out of bounds"));
      length = in.remaining();
    }
    in.jump(start + (int) length);
    return new ByteRange(start, start + (int) length);
  }

  private String key(String word) {
    int same = wordKeys.merge(word, 1, Integer::sum);
    return same == 1 ? word : word + "#" + same;
  }

  /** How many items a section says it holds. What it says may be untrue: it is only shown. */
  private @Nullable Integer count(SectionId id, ByteRange content) {
    if (id == SectionId.START || id == SectionId.DATA_COUNT) {
      return null;
    }
    try {
      return in.part(content).u32();
    } catch (MalformedException unreadable) {
      // The same bytes are read again with the section, and the problem is reported there.
      return null;
    }
  }

  private void read(SectionReader reader, Section section, SectionId id) throws MalformedException {
    BinaryReader part = in.part(section.content());
    try {
      reader.read(id, part);
      if (!part.atEnd()) {
        throw part.malformed(part.position(), "section size mismatch");
      }
    } catch (MalformedException broken) {
      report(broken);
    }
  }

  /** Throws, or remembers the problem and lets the decoder go on. */
  private void report(MalformedException problem) throws MalformedException {
    if (!tolerant) {
      throw problem;
    }
    problems.add(problem.problem());
  }

  private WasmComponent component(int version) throws MalformedException {
    while (!in.atEnd()) {
      int start = in.position();
      try {
        int code = in.u8();
        if (code >= ComponentSections.NAMES.size()) {
          throw in.malformed(start, "malformed section id " + code);
        }
        ByteRange content = content();
        ByteRange range = new ByteRange(start, content.end());
        if (code == 0) {
          add(custom(SectionId.CUSTOM, range, content));
        } else {
          String name = ComponentSections.NAMES.get(code);
          add(new Section(null, name, key(name), range, content, null));
        }
      } catch (MalformedException lost) {
        report(lost);
        break;
      }
    }
    return new WasmComponent(version, sections, NestedModules.of(in, size, problems), size);
  }

  /** The outer sections of a component (component model, "Binary Format"), by their id. */
  private static final class ComponentSections {
    static final List<String> NAMES =
        List.of(
            "custom",
            "core module",
            "core instance",
            "core type",
            "component",
            "instance",
            "alias",
            "type",
            "canonical function",
            "start",
            "import",
            "export",
            "value");
  }
}
