package dev.continuum.ide.cli;

import dev.continuum.ide.cli.command.SafeText;
import dev.continuum.ide.cli.command.Sizes;
import dev.continuum.ide.cli.command.Table;
import dev.continuum.inspector.analysis.Capabilities;
import dev.continuum.inspector.analysis.Counts;
import dev.continuum.inspector.analysis.FeatureUse;
import dev.continuum.inspector.analysis.ImportGroup;
import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.analysis.WasiUse;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.NestedModule;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.WasmBinary;
import dev.continuum.inspector.syntax.WasmComponent;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is in a binary, as text.
 *
 * @param file the file the user named
 * @param inspection what was read of it
 */
record ModuleReport(Path file, Inspection inspection) {
  private static final int LARGEST = 5;

  /** The whole report as lines, strangers' text made harmless. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    WasmBinary binary = inspection.binary();
    lines.add(file + ": " + kind() + ", " + Sizes.of(binary.size()));
    ModuleSummary summary = ModuleSummary.of(inspection);
    if (inspection.error() == null || !binary.sections().isEmpty()) {
      lines.add(SafeText.line(summary.sentence()) + " " + summary.role().explanation());
    }
    if (summary.name() != null) {
      lines.add("Name: " + SafeText.line(summary.name()));
    }
    title(lines, "Sections", binary.sections().size());
    Table sections = new Table("llrr");
    for (Section section : binary.sections()) {
      Integer count = section.count();
      sections.row(
          "  " + hex(section.range().start()),
          section.isCustom() ? "custom “" + section.name() + "”" : section.name(),
          count == null ? "" : Integer.toUnsignedString(count),
          Sizes.of(section.size()));
    }
    lines.addAll(sections.lines());
    if (binary instanceof WasmModule module) {
      imports(module, lines);
      exports(module, lines);
      contents(summary.counts(), lines);
      sizes(summary, lines);
      capabilities(summary.capabilities(), lines);
      features(summary.features(), lines);
      debugInformation(summary, lines);
    }
    if (binary instanceof WasmComponent component) {
      modules(component, lines);
    }
    if (!inspection.problems().isEmpty()) {
      title(lines, "Problems", inspection.problems().size());
      for (Problem problem : inspection.problems()) {
        lines.add("  " + describe(problem));
      }
    }
    return lines;
  }

  /** {@code 0x1a: malformed: …}. */
  static String describe(Problem problem) {
    return hex(problem.offset())
        + ": "
        + problem.stage().name().toLowerCase(Locale.ROOT)
        + ": "
        + SafeText.line(problem.message());
  }

  private String kind() {
    return inspection.binary() instanceof WasmModule ? "core module" : "component";
  }

  private static void title(List<String> lines, String title, int count) {
    lines.add("");
    lines.add(title + " (" + count + ")");
  }

  private static void modules(WasmComponent component, List<String> lines) {
    title(lines, "Core modules", component.modules().size());
    Table table = new Table("lrl");
    for (NestedModule module : component.modules()) {
      table.row(
          "  " + hex(module.range().start()),
          Sizes.of(module.range().size()),
          module.depth() > 1 ? "in a component within" : "");
    }
    lines.addAll(table.lines());
  }

  private static void imports(WasmModule module, List<String> lines) {
    title(lines, "Imports", module.imports().size());
    Table table = new Table("lll");
    for (Import imported : module.imports()) {
      table.row(
          "  " + imported.kind().keyword(),
          imported.module() + "." + imported.name(),
          module.typeText(imported.type()));
    }
    lines.addAll(table.lines());
  }

  private static void exports(WasmModule module, List<String> lines) {
    title(lines, "Exports", module.exports().size());
    Table table = new Table("lll");
    for (Export export : module.exports()) {
      Entity target = module.target(export);
      table.row(
          "  " + export.kind().keyword(),
          export.name(),
          target == null ? "index " + export.index() : module.typeText(target.type()));
    }
    lines.addAll(table.lines());
  }

  private static void contents(Counts counts, List<String> lines) {
    lines.add("");
    lines.add("Contents (without what is imported)");
    Table table = new Table("lr");
    table.row("  types", counts.types());
    table.row("  functions", counts.functions());
    table.row("  tables", counts.tables());
    table.row("  memories", counts.memories());
    table.row("  globals", counts.globals());
    table.row("  tags", counts.tags());
    table.row("  element segments", counts.elementSegments());
    table.row("  data segments", counts.dataSegments());
    lines.addAll(table.lines());
  }

  private static void sizes(ModuleSummary summary, List<String> lines) {
    var sizes = summary.sizes();
    lines.add("");
    lines.add("Sizes");
    Table table = new Table("lrr");
    size(table, "code", sizes.code(), sizes.share(sizes.code()));
    size(table, "data", sizes.data(), sizes.share(sizes.data()));
    size(table, "for debuggers", sizes.debug(), sizes.share(sizes.debug()));
    size(table, "all custom sections", sizes.custom(), sizes.share(sizes.custom()));
    lines.addAll(table.lines());
    if (!sizes.largestFunctions().isEmpty()) {
      lines.add("  Largest functions:");
      Table functions = new Table("rl");
      sizes.largestFunctions().stream()
          .limit(LARGEST)
          .forEach(function ->
              functions.row(
                  "    " + Sizes.of(dev.continuum.inspector.analysis.Sizes.size(function)),
                  "function "
                      + function.index()
                      + (function.name() == null ? "" : " " + function.name())));
      lines.addAll(functions.lines());
    }
  }

  private static void size(Table table, String what, int bytes, double share) {
    table.row("  " + what, Sizes.of(bytes), String.format(Locale.ROOT, "%.0f %%", share * 100));
  }

  private static void capabilities(Capabilities capabilities, List<String> lines) {
    lines.add("");
    lines.add("What it asks of the host");
    if (capabilities.isEmpty()) {
      lines.add("  Nothing: it imports nothing.");
    }
    Table hosts = new Table("ll");
    for (ImportGroup group : capabilities.groups()) {
      hosts.row("  " + group.module(), group.explanation());
    }
    lines.addAll(hosts.lines());
    Table areas = new Table("ll");
    for (WasiUse use : capabilities.wasi()) {
      areas.row("  " + use.area().title(), use.area().explanation());
    }
    lines.addAll(areas.lines());
  }

  private static void debugInformation(ModuleSummary summary, List<String> lines) {
    lines.add("");
    String map = summary.sourceMap();
    lines.add(
        "Debug information: "
            + (summary.debugInformation()
                ? "DWARF"
                : map != null ? "source map " + SafeText.line(map) : "none"));
  }

  private static void features(List<FeatureUse> features, List<String> lines) {
    title(lines, "Features", features.size());
    Table table = new Table("ll");
    for (FeatureUse use : features) {
      table.row("  " + use.name(), use.evidence());
    }
    lines.addAll(table.lines());
    lines.add("  " + ModuleSummary.FEATURES_NOTE);
  }

  private static String hex(int offset) {
    return "0x" + Integer.toHexString(offset);
  }
}
