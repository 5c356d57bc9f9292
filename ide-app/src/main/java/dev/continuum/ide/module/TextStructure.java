package dev.continuum.ide.module;

import dev.continuum.ide.editor.TextPosition;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.text.FieldKind;
import dev.continuum.inspector.text.Outline;
import dev.continuum.inspector.text.OutlineItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tree of a WebAssembly text, grouped as that of a binary is. */
final class TextStructure {
  private TextStructure() {}

  /** The groups of a source; of several modules, a tree for each. */
  static List<StructureNode> of(String text) {
    Outline outline = Outline.of(text);
    List<OutlineItem> modules =
        outline.items().stream().filter(item -> item.kind() == FieldKind.MODULE).toList();
    Lines lines = new Lines(text);
    if (modules.size() <= 1) {
      return fields(outline.fields(), "", lines);
    }
    List<StructureNode> roots = new ArrayList<>();
    for (OutlineItem module : modules) {
      String key = "module " + roots.size();
      List<StructureNode> fields = fields(module.children(), key + "/", lines);
      String id = module.id();
      roots.add(
          StructureNode.group(
              key,
              "module" + (id == null ? "" : " " + id),
              "",
              lines.position(module.nameRange().start()),
              fields));
    }
    return roots;
  }

  private static List<StructureNode> fields(List<OutlineItem> items, String prefix, Lines lines) {
    Map<String, List<OutlineItem>> groups = new LinkedHashMap<>();
    for (String title :
        List.of(
            "Types",
            "Imports",
            "Functions",
            "Tables",
            "Memories",
            "Globals",
            "Tags",
            "Exports",
            "Start",
            "Elements",
            "Data",
            "Other")) {
      groups.put(title, new ArrayList<>());
    }
    for (OutlineItem item : items) {
      groups.computeIfAbsent(title(item), title -> new ArrayList<>()).add(item);
    }
    List<StructureNode> roots = new ArrayList<>();
    groups.forEach((title, members) -> {
      if (!members.isEmpty()) {
        roots.add(
            StructureNode.group(
                prefix + title,
                title,
                String.format(Locale.ROOT, "%,d", members.size()),
                "",
                members.size(),
                index -> node(members.get(index), prefix + title + "/" + index, lines)));
      }
    });
    return roots;
  }

  private static String title(OutlineItem item) {
    if (item.importModule() != null) {
      return "Imports";
    }
    return switch (item.kind()) {
      case TYPE -> "Types";
      case FUNCTION -> "Functions";
      case TABLE -> "Tables";
      case MEMORY -> "Memories";
      case GLOBAL -> "Globals";
      case TAG -> "Tags";
      case EXPORT -> "Exports";
      case START -> "Start";
      case ELEMENT -> "Elements";
      case DATA -> "Data";
      default -> "Other";
    };
  }

  private static StructureNode node(OutlineItem item, String key, Lines lines) {
    ExternKind subject = item.subject();
    String detail = "";
    if (item.importModule() != null && item.id() != null) {
      detail = "\"" + item.importModule() + "\" \"" + item.importName() + "\"";
    } else if (item.kind() == FieldKind.EXPORT && item.id() != null) {
      detail = item.id();
    } else if (!item.exports().isEmpty() && item.id() != null) {
      detail = "export \"" + String.join("\", \"", item.exports()) + "\"";
    } else if (item.importModule() != null && subject != null) {
      detail = subject.keyword();
    }
    return StructureNode.leaf(key, item.label(), detail, lines.position(item.nameRange().start()));
  }

  /** Line numbers of many offsets, without counting from the start each time. */
  private static final class Lines {
    private final int[] starts;

    Lines(String text) {
      List<Integer> found = new ArrayList<>();
      found.add(0);
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        found.add(i + 1);
      }
      starts = found.stream().mapToInt(Integer::intValue).toArray();
    }

    String position(int offset) {
      int at = java.util.Arrays.binarySearch(starts, offset);
      int line = at >= 0 ? at : -at - 2;
      return new TextPosition(line + 1, offset - starts[line] + 1).toString();
    }
  }
}
