package dev.continuum.ide.module;

import dev.continuum.inspector.analysis.Capabilities;
import dev.continuum.inspector.analysis.FeatureUse;
import dev.continuum.inspector.analysis.ImportGroup;
import dev.continuum.inspector.analysis.ModuleRole;
import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.analysis.Sizes;
import dev.continuum.inspector.analysis.WasiUse;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Memory;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.WasmComponent;
import dev.continuum.inspector.syntax.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the overview page says of a module, in words.
 *
 * @param headline what it is, such as {@code WASI command}
 * @param lines more about that, a sentence each
 * @param facts short facts with their names
 * @param problems what is wrong with it, in file order
 * @param capabilities what it does to the host, in words
 * @param imports what it needs, by who provides it
 * @param exports what it offers
 * @param memories its memories
 * @param features what it uses beyond the first version of WebAssembly
 * @param sections its sections, largest first
 * @param functions its largest functions, largest first
 */
public record Overview(
    String headline,
    List<String> lines,
    List<Fact> facts,
    List<Fault> problems,
    List<Fact> capabilities,
    List<Group> imports,
    List<Item> exports,
    List<Item> memories,
    List<Fact> features,
    List<Bar> sections,
    List<Bar> functions) {
  /** A named fact. */
  public record Fact(String name, String value) {}

  /** Something wrong, where ({@code 0x1a3}), and whether an engine would refuse the module. */
  public record Fault(String message, String position, boolean refused) {}

  /** Imports of one module name. */
  public record Group(String name, String explanation, List<Item> items) {}

  /** Something with a kind, a name, a type and a place. */
  public record Item(String kind, String name, String type, String position) {}

  /**
   * A part of the file.
   *
   * @param share its part of the whole, 0 to 1
   * @param number which colour it has: the same kind of thing, the same number, from 1 to 6
   * @param range where it lies
   */
  public record Bar(
      String name, String size, double share, String percent, int number, ByteRange range) {
    /** Where it starts ({@code 0x1a3}). */
    public String position() {
      return Sized.offset(range.start());
    }
  }

  private static final int MOST_FUNCTIONS = 10;

  /** Puts a module into words. */
  public static Overview of(ModuleContent content) {
    ModuleSummary summary = content.summary();
    List<Fault> faults =
        content.inspection().problems().stream()
            .map(problem ->
                new Fault(
                    ModuleModel.sentence(problem),
                    Sized.offset(problem.offset()),
                    problem.stage() != Problem.Stage.NOTE))
            .toList();
    Overview.Parts parts = new Parts(List.of(), List.of(), List.of());
    if (content.inspection().binary() instanceof WasmModule module) {
      parts = parts(module, summary.capabilities());
    }
    return new Overview(
        headline(content),
        lines(content),
        facts(content),
        faults,
        capabilities(summary.capabilities()),
        parts.imports(),
        parts.exports(),
        parts.memories(),
        summary.features().stream().map(Overview::feature).toList(),
        sections(summary.sizes()),
        functions(summary.sizes()));
  }

  private record Parts(List<Group> imports, List<Item> exports, List<Item> memories) {}

  private static String headline(ModuleContent content) {
    return isNothing(content) ? "Not a WebAssembly module" : content.summary().role().title();
  }

  /** Whether not even the first bytes are right. */
  private static boolean isNothing(ModuleContent content) {
    return content.inspection().binary().sections().isEmpty()
        && content.inspection().problems().stream()
            .anyMatch(p -> p.stage() == Problem.Stage.MALFORMED && p.offset() < 8);
  }

  private static List<String> lines(ModuleContent content) {
    List<String> lines = new ArrayList<>();
    Problem error = content.inspection().error();
    if (isNothing(content)) {
      lines.add(
          "The file does not start as a WebAssembly binary does. Check that it was built"
              + " completely, or open it as what it is.");
      return lines;
    }
    ModuleRole role = content.summary().role();
    lines.add(role.explanation());
    if (content.inspection().binary() instanceof WasmComponent) {
      lines.add(
          "Runtimes that take only core modules refuse it; this program shows its outer sections.");
    }
    if (error != null) {
      lines.add(
          (error.stage() == Problem.Stage.MALFORMED
                  ? "The file is damaged at byte "
                  : "The module breaks a rule of WebAssembly at byte ")
              + Sized.offset(error.offset())
              + ". What could be read is shown below; runtimes will refuse it.");
    }
    return lines;
  }

  private static List<Fact> facts(ModuleContent content) {
    ModuleSummary summary = content.summary();
    List<Fact> facts = new ArrayList<>();
    if (summary.name() != null) {
      facts.add(new Fact("Name", summary.name()));
    }
    facts.add(new Fact("Size", Sized.bytes(summary.sizes().total())));
    if (!summary.languages().isEmpty()) {
      facts.add(new Fact("Written in", String.join(", ", summary.languages())));
    }
    if (!summary.tools().isEmpty()) {
      facts.add(new Fact("Made with", String.join(", ", summary.tools())));
    }
    if (content.inspection().binary() instanceof WasmModule module) {
      long defined = module.functions().stream().filter(f -> f.imported() == null).count();
      facts.add(
          new Fact(
              "Functions",
              String.format(
                  Locale.ROOT,
                  "%,d defined, %,d imported",
                  defined,
                  module.functions().size() - defined)));
    }
    facts.add(
        new Fact(
            "Debug information",
            summary.debugInformation()
                ? "DWARF"
                : summary.sourceMap() != null ? "source map " + summary.sourceMap() : "none"));
    return facts;
  }

  private static List<Fact> capabilities(Capabilities capabilities) {
    List<Fact> facts = new ArrayList<>();
    for (WasiUse use : capabilities.wasi()) {
      facts.add(new Fact(use.area().title(), use.area().explanation()));
    }
    return facts;
  }

  private static Parts parts(WasmModule module, Capabilities capabilities) {
    List<Group> groups = new ArrayList<>();
    for (ImportGroup group : capabilities.groups()) {
      List<Item> items = new ArrayList<>();
      for (Import each : group.imports()) {
        items.add(
            new Item(
                each.kind().keyword(),
                each.name(),
                module.typeText(each.type()),
                Sized.offset(each.range().start())));
      }
      groups.add(new Group(group.module(), group.explanation(), items));
    }
    List<Item> exports = new ArrayList<>();
    for (Export export : module.exports()) {
      Entity target = module.target(export);
      exports.add(
          new Item(
              export.kind().keyword(),
              export.name(),
              target == null ? "is not there" : module.typeText(target.type()),
              Sized.offset(export.range().start())));
    }
    List<Item> memories = new ArrayList<>();
    for (Memory memory : module.memories()) {
      memories.add(
          new Item(
              "memory",
              label(memory),
              memory(memory.type()) + (memory.imported() == null ? "" : ", imported"),
              Sized.offset(memory.range().start())));
    }
    return new Parts(groups, exports, memories);
  }

  /** What a thing is called: its name as an identifier, or its index. */
  static String label(Entity entity) {
    String name = entity.name();
    if (name != null) {
      return Identifiers.of(name);
    }
    Import imported = entity.imported();
    return imported == null
        ? String.valueOf(entity.index())
        : entity.index() + " " + Identifiers.quoted(imported.name());
  }

  private static String memory(MemoryType type) {
    long pages = type.limits().minimum();
    Long most = type.limits().maximum();
    String text =
        "starts with " + Sized.count(pages, "page", "pages") + size(pages, type.pageSizeLog2());
    text +=
        most == null
            ? ", no upper limit of its own"
            : ", at most " + Sized.count(most, "page", "pages") + size(most, type.pageSizeLog2());
    return type.shared() ? text + ", shared between threads" : text;
  }

  private static String size(long pages, int log2) {
    // Limits are unsigned and may be nonsense in a broken module.
    return pages >= 0 && pages < 1L << 40 && log2 <= 16
        ? " (" + Sized.bytes(pages << log2) + ")"
        : "";
  }

  private static Fact feature(FeatureUse use) {
    String version = use.feature() == null ? null : use.feature().version();
    return new Fact(
        use.name() + (version == null ? "" : " · WebAssembly " + version), use.evidence());
  }

  private static List<Bar> sections(Sizes sizes) {
    List<Bar> bars = new ArrayList<>();
    for (Section section : sizes.sections()) {
      double share = sizes.share(section.size());
      bars.add(
          new Bar(
              section.name() + (section.isCustom() ? " (custom)" : ""),
              Sized.bytes(section.size()),
              share,
              Sized.percent(share),
              colour(section),
              section.range()));
    }
    return bars;
  }

  private static int colour(Section section) {
    if (section.id() == null) {
      return 6;
    }
    return switch (section.id()) {
      case CODE -> 1;
      case DATA -> 2;
      case FUNCTION, TYPE -> 3;
      case IMPORT, EXPORT -> 4;
      case ELEMENT, TABLE, GLOBAL, MEMORY, TAG, START, DATA_COUNT -> 5;
      case CUSTOM -> 6;
    };
  }

  private static List<Bar> functions(Sizes sizes) {
    List<Bar> bars = new ArrayList<>();
    for (Function function : sizes.largestFunctions()) {
      if (bars.size() == MOST_FUNCTIONS) {
        break;
      }
      int size = Sizes.size(function);
      double share = sizes.share(size);
      ByteRange range = function.code() == null ? function.range() : function.code().range();
      bars.add(new Bar(label(function), Sized.bytes(size), share, Sized.percent(share), 1, range));
    }
    return bars;
  }
}
