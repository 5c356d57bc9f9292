package dev.continuum.inspector.syntax;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short texts to call the things of a module by: a name where there is one, or else an index. */
public final class Labels {
  private final Map<ExternKind, Map<Integer, String>> exports = new EnumMap<>(ExternKind.class);

  public Labels(WasmModule module) {
    for (Export export : module.exports()) {
      exports
          .computeIfAbsent(export.kind(), kind -> new HashMap<>())
          .putIfAbsent(export.index(), export.name());
    }
  }

  /**
   * {@code $name} from the name section, or the first name it is exported under, or the two names
   * of its import, or its index.
   */
  public String of(Entity entity) {
    String name = entity.name();
    if (name != null) {
      return Identifiers.of(name);
    }
    String exported = exportName(entity);
    if (exported != null) {
      return Identifiers.quoted(exported);
    }
    Import imported = entity.imported();
    if (imported != null) {
      return Identifiers.quoted(imported.module()) + " " + Identifiers.quoted(imported.name());
    }
    return Integer.toString(entity.index());
  }

  /** The first name something is exported under, or null. */
  public @Nullable String exportName(Entity entity) {
    Map<Integer, String> names = exports.get(entity.kind());
    return names == null ? null : names.get(entity.index());
  }
}
