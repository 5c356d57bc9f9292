package dev.continuum.ide.module;

import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** The tree of a binary: its index spaces, as the specification orders them. */
final class ModuleStructure {
  private final WasmModule module;

  private ModuleStructure(WasmModule module) {
    this.module = module;
  }

  /** The groups of a binary; those without anything in them are left out. */
  static List<StructureNode> of(WasmBinary binary) {
    if (!(binary instanceof WasmModule module)) {
      return group("Sections", binary.sections(), (section, key) -> section(section, key)).stream()
          .toList();
    }
    ModuleStructure structure = new ModuleStructure(module);
    List<StructureNode> roots = new ArrayList<>();
    roots.addAll(group("Types", module.types(), structure::type));
    roots.addAll(group("Imports", module.imports(), structure::imported));
    roots.addAll(group("Functions", module.functions(), structure::entity));
    roots.addAll(group("Tables", module.tables(), structure::entity));
    roots.addAll(group("Memories", module.memories(), structure::entity));
    roots.addAll(group("Globals", module.globals(), structure::entity));
    roots.addAll(group("Tags", module.tags(), structure::entity));
    roots.addAll(group("Exports", module.exports(), structure::export));
    roots.addAll(group("Elements", module.elements(), ModuleStructure::element));
    roots.addAll(group("Data", module.data(), ModuleStructure::data));
    roots.addAll(
        group(
            "Custom sections",
            module.sections().stream().filter(Section::isCustom).toList(),
            ModuleStructure::section));
    return roots;
  }

  private static <T> List<StructureNode> group(
      String title, List<T> things, BiFunction<T, String, StructureNode> node) {
    if (things.isEmpty()) {
      return List.of();
    }
    return List.of(
        StructureNode.group(
            title,
            title,
            String.format(Locale.ROOT, "%,d", things.size()),
            "",
            things.size(),
            index -> node.apply(things.get(index), title + "/" + index)));
  }

  private StructureNode type(TypeDefinition type, String key) {
    String name = type.name();
    return StructureNode.leaf(
        key,
        name == null ? String.valueOf(type.index()) : Identifiers.of(name),
        type.type().wat(module.typeNames()),
        Sized.offset(type.range().start()));
  }

  private StructureNode imported(Import each, String key) {
    return StructureNode.leaf(
        key,
        Identifiers.quoted(each.module()) + " " + Identifiers.quoted(each.name()),
        each.kind().keyword() + " " + module.typeText(each.type()),
        Sized.offset(each.range().start()));
  }

  private StructureNode entity(Entity entity, String key) {
    int start = entity.range().start();
    if (entity instanceof Function function && function.code() != null) {
      start = function.code().range().start();
    }
    return StructureNode.leaf(
        key,
        Overview.label(entity),
        module.typeText(entity.type()) + (entity.imported() == null ? "" : " import"),
        Sized.offset(start));
  }

  private StructureNode export(Export export, String key) {
    Entity target = module.target(export);
    return StructureNode.leaf(
        key,
        Identifiers.quoted(export.name()),
        export.kind().keyword()
            + " "
            + (target == null ? export.index() + ", which is not there" : Overview.label(target)),
        Sized.offset(export.range().start()));
  }

  private static StructureNode element(ElementSegment segment, String key) {
    String name = segment.name();
    return StructureNode.leaf(
        key,
        name == null ? String.valueOf(segment.index()) : Identifiers.of(name),
        segment.mode().name().toLowerCase(Locale.ROOT)
            + ", "
            + Sized.count(segment.count(), "element", "elements"),
        Sized.offset(segment.range().start()));
  }

  private static StructureNode data(DataSegment segment, String key) {
    String name = segment.name();
    return StructureNode.leaf(
        key,
        name == null ? String.valueOf(segment.index()) : Identifiers.of(name),
        segment.mode().name().toLowerCase(Locale.ROOT)
            + ", "
            + Sized.bytes(segment.content().size()),
        Sized.offset(segment.range().start()));
  }

  private static StructureNode section(Section section, String key) {
    return StructureNode.leaf(
        key, section.name(), Sized.bytes(section.size()), Sized.offset(section.range().start()));
  }
}
