package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.text.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the name section together (specification, "Name Section", and the extended names). */
final class NameSection {
  private final Symbols symbols;
  private final BinaryWriter out = new BinaryWriter();
  private final Map<Space, Map<Integer, String>> given = new HashMap<>();
  private @Nullable String module;

  NameSection(Symbols symbols) {
    this.symbols = symbols;
  }

  /** Writes a name and, before it, how many bytes it has. */
  static void name(String name, BinaryWriter out) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    out.u32(bytes.length);
    out.bytes(bytes, 0, bytes.length);
  }

  /** Names the module. */
  void module(String name) {
    module = name;
  }

  boolean hasModule() {
    return module != null;
  }

  /** Gives a member of a space a name that goes before its identifier. */
  void give(Space space, int index, String name) {
    given.computeIfAbsent(space, key -> new TreeMap<>()).put(index, name);
  }

  /** The contents of the section, or null when there is nothing to name. */
  @Nullable BinaryWriter write(Scope scope, CodeNames code) {
    if (module != null) {
      BinaryWriter name = new BinaryWriter();
      name(module, name);
      subsection(0, name);
    }
    space(1, scope.functions);
    indirect(2, code.locals);
    indirect(3, code.labels);
    space(4, scope.types);
    space(5, scope.tables);
    space(6, scope.memories);
    space(7, scope.globals);
    space(8, scope.elements);
    space(9, scope.data);
    indirect(10, fields(scope.typeTable));
    space(11, scope.tags);
    return out.size() == 0 ? null : out;
  }

  private void subsection(int id, BinaryWriter contents) {
    out.u8(id);
    out.u32(contents.size());
    out.bytes(contents.array(), 0, contents.size());
  }

  private void space(int id, Space space) {
    Map<Integer, String> names = given.getOrDefault(space, Map.of());
    BinaryWriter contents = new BinaryWriter();
    int count = 0;
    for (int i = 0; i < space.count; i++) {
      String name = names.get(i);
      if (name == null && space.symbol(i) >= 0) {
        name = symbols.name(space.symbol(i));
      }
      if (name != null) {
        contents.u32(i);
        name(name, contents);
        count++;
      }
    }
    write(id, count, contents);
  }

  private void indirect(int id, SectionSink names) {
    write(id, names.count, names.bytes);
  }

  private void write(int id, int count, BinaryWriter names) {
    if (count > 0) {
      BinaryWriter contents = new BinaryWriter();
      contents.u32(count);
      contents.bytes(names.array(), 0, names.size());
      subsection(id, contents);
    }
  }

  private SectionSink fields(TypeTable table) {
    SectionSink fields = new SectionSink(false);
    new TreeMap<>(table.fieldNames())
        .forEach((type, names) -> {
          fields.count++;
          fields.bytes.u32(type);
          fields.bytes.u32(names.length / 2);
          for (int i = 0; i < names.length; i += 2) {
            fields.bytes.u32(names[i]);
            String given = table.givenName(type, names[i]);
            name(given != null ? given : symbols.name(names[i + 1]), fields.bytes);
          }
        });
    return fields;
  }
}
