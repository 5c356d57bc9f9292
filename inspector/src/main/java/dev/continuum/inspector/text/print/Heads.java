package dev.continuum.inspector.text.print;

import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.ModuleNames.Space;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What definitions and lines begin with: offsets, identifiers, indices, type uses. */
final class Heads {
  private final ModuleNames names;
  private final PrintOptions options;
  private final String padding;

  Heads(ModuleNames names, PrintOptions options) {
    this.names = names;
    this.options = options;
    this.padding = "00000000";
  }

  /** Starts a line for something that lies at an offset, and says so on demand. */
  void line(int depth, int offset, LineWriter out) throws IOException {
    out.line(depth, offset);
    if (options.offsets() && offset >= 0) {
      String digits = Integer.toHexString(offset);
      out.put("(;0x").put(padding.substring(Math.min(digits.length(), 8))).put(digits).put(";) ");
    }
  }

  /** The identifier, the name it does not say, and the index of a definition. */
  void definition(Space space, int index, LineWriter out) throws IOException {
    NameSpace space1 = names.space(space);
    String id = space1.id(index);
    if (id != null) {
      out.piece(id);
    }
    if (space1.isInexpressible(index)) {
      name(space1.name(index), out);
    }
    if (options.indices()) {
      out.put(" (;").unsigned(index).put(";)");
    }
  }

  /** A name that is no identifier. */
  void name(@Nullable String name, LineWriter out) throws IOException {
    if (name != null) {
      out.piece("(@name " + Identifiers.quoted(name) + ")");
    }
  }

  /** The identifier of a local, and its name when that says something else. */
  void local(int index, Map<Integer, String> given, Map<Integer, String> ids, LineWriter out)
      throws IOException {
    String id = ids.get(index);
    if (id == null) {
      return;
    }
    out.piece(id);
    String name = given.get(index);
    if (name != null && !id.equals(name.isEmpty() ? "" : Identifiers.of(name))) {
      name(name, out);
    }
  }

  /** {@code (type …)} alone. */
  void typeUse(int typeIndex, LineWriter out) throws IOException {
    out.piece("(type " + names.reference(Space.TYPE, typeIndex) + ")");
  }

  /**
   * {@code (type …)}, then parameters and results, if it is a function type.
   *
   * @return how many parameters there are
   */
  int signature(
      WasmModule module,
      int typeIndex,
      Map<Integer, String> given,
      Map<Integer, String> ids,
      LineWriter out)
      throws IOException {
    typeUse(typeIndex, out);
    FunctionType type = module.functionType(typeIndex);
    if (type == null) {
      return 0;
    }
    signature(type, given, ids, out);
    return type.parameters().size();
  }

  /** Parameters, with identifiers where there are some, and results. */
  void signature(
      FunctionType type, Map<Integer, String> given, Map<Integer, String> ids, LineWriter out)
      throws IOException {
    boolean open = false;
    List<ValueType> parameters = type.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String text = parameters.get(i).wat(names.typeNames());
      if (ids.containsKey(i)) {
        if (open) {
          out.put(')');
        }
        open = false;
        out.gap(ids.get(i).length() + text.length() + 9).put("(param");
        local(i, given, ids, out);
        out.piece(text).put(')');
      } else {
        if (!open) {
          out.gap(text.length() + 8).put("(param");
        }
        open = true;
        out.piece(text);
      }
    }
    if (open) {
      out.put(')');
    }
    if (!type.results().isEmpty()) {
      out.gap(12).put("(result");
      for (ValueType result : type.results()) {
        out.piece(result.wat(names.typeNames()));
      }
      out.put(')');
    }
  }
}
