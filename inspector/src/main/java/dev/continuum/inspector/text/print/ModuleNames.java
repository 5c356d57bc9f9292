package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.InnerNames;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.TypeNames;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The identifiers that a module's things are printed with; each index space when it is needed. */
final class ModuleNames {
  /** The index spaces of a module whose things have identifiers. */
  enum Space {
    TYPE("type"),
    FUNCTION("func"),
    TABLE("table"),
    MEMORY("memory"),
    GLOBAL("global"),
    TAG("tag"),
    ELEMENT("elem"),
    DATA("data");

    private final String keyword;

    Space(String keyword) {
      this.keyword = keyword;
    }

    String keyword() {
      return keyword;
    }
  }

  private final WasmModule module;
  private final ByteBuffer bytes;
  private final PrintOptions options;
  private final Map<Space, NameSpace> spaces = new EnumMap<>(Space.class);
  private final Map<InnerNames.Kind, InnerNames> inner = new EnumMap<>(InnerNames.Kind.class);
  private final TypeNames typeNames = this::type;

  ModuleNames(WasmModule module, ByteBuffer bytes, PrintOptions options) {
    this.module = module;
    this.bytes = bytes;
    this.options = options;
  }

  NameSpace space(Space space) {
    NameSpace known = spaces.get(space);
    if (known == null) {
      known = make(space);
      spaces.put(space, known);
    }
    return known;
  }

  private NameSpace make(Space space) {
    return switch (space) {
      case TYPE -> make(space, module.types(), type -> type.name());
      case FUNCTION -> make(space, module.functions(), function -> function.name());
      case TABLE -> make(space, module.tables(), table -> table.name());
      case MEMORY -> make(space, module.memories(), memory -> memory.name());
      case GLOBAL -> make(space, module.globals(), global -> global.name());
      case TAG -> make(space, module.tags(), tag -> tag.name());
      case ELEMENT -> make(space, module.elements(), segment -> segment.name());
      case DATA -> make(space, module.data(), segment -> segment.name());
    };
  }

  private <T> NameSpace make(Space space, List<T> things, Function<T, @Nullable String> nameOf) {
    IntFunction<@Nullable String> names =
        options.names() ? index -> nameOf.apply(things.get(index)) : index -> null;
    return new NameSpace(things.size(), names, options.generatedNames() ? space.keyword : null);
  }

  /** An identifier, or an index as a number. */
  String reference(Space space, int index) {
    String id = space(space).id(index);
    return id == null ? Integer.toUnsignedString(index) : id;
  }

  private String type(int index) {
    return reference(Space.TYPE, index);
  }

  /** How type indices are written. */
  TypeNames typeNames() {
    return typeNames;
  }

  /** The names of locals, labels or fields within a function or type. */
  Map<Integer, String> inner(InnerNames.Kind kind, int outer) {
    if (!options.names()) {
      return Map.of();
    }
    InnerNames names = inner.get(kind);
    if (names == null) {
      names = InnerNames.of(module, bytes, kind);
      inner.put(kind, names);
    }
    return names.of(outer);
  }

  /**
   * The identifiers of things with these names: the names, unless one stands twice or is empty.
   *
   * @return by index, with their {@code $}
   */
  static Map<Integer, String> ids(Map<Integer, String> given) {
    if (given.isEmpty()) {
      return given;
    }
    Map<Integer, String> ids = new HashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    given.forEach((index, name) -> taken.merge(name, index, Math::min));
    given.forEach((index, name) -> {
      String unique = name;
      if (name.isEmpty() || !index.equals(taken.get(name))) {
        unique = name + "#" + index;
        while (taken.putIfAbsent(unique, index) != null) {
          unique += "#";
        }
      }
      ids.put(index, Identifiers.of(unique));
    });
    return ids;
  }
}
