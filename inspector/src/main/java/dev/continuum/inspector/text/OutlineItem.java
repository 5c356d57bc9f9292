package dev.continuum.inspector.text;

import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Identifiers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a module, or a module, as far as its text says.
 *
 * @param subject what it defines, imports or exports, when that can be told
 * @param index its index among its like: in the index space of its subject for definitions and
 *     imports, among types, element or data segments for these, and -1 for the rest
 * @param id its identifier with the {@code $}, or the one an export or start refers to, or null
 * @param exports the names it is exported under
 * @param importModule the first string of its import, or null
 * @param importName the second string of its import, or null
 * @param range from its opening parenthesis to behind its closing one, or as far as it reaches
 * @param nameRange the identifier, or the keyword when it has none
 * @param children the fields of a module; empty otherwise
 */
public record OutlineItem(
    FieldKind kind,
    @Nullable ExternKind subject,
    int index,
    @Nullable String id,
    List<String> exports,
    @Nullable String importModule,
    @Nullable String importName,
    TextRange range,
    TextRange nameRange,
    List<OutlineItem> children) {
  public OutlineItem {
    exports = List.copyOf(exports);
    children = List.copyOf(children);
  }

  /** What to show for it: its identifier, what it exports or imports, or its index. */
  public String label() {
    if (kind == FieldKind.EXPORT && !exports.isEmpty()) {
      return Identifiers.quoted(exports.getFirst());
    }
    if (id != null) {
      return id;
    }
    if (importModule != null && importName != null) {
      return Identifiers.quoted(importModule) + " " + Identifiers.quoted(importName);
    }
    if (!exports.isEmpty()) {
      return Identifiers.quoted(exports.getFirst());
    }
    return index >= 0 ? Integer.toString(index) : kind.keyword();
  }
}
