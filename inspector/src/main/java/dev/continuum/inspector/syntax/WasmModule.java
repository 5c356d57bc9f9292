package dev.continuum.inspector.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A core module (specification, "Modules"): everything but the instructions. Index spaces list
 * imports first, so the element at position {@code i} of a list has index {@code i}.
 */
public final class WasmModule implements WasmBinary {
  private final int size;
  private final @Nullable String name;
  private final List<Section> sections;
  private final List<TypeDefinition> types;
  private final List<Import> imports;
  private final List<Function> functions;
  private final List<Table> tables;
  private final List<Memory> memories;
  private final List<Global> globals;
  private final List<Tag> tags;
  private final List<Export> exports;
  private final @Nullable Integer start;
  private final List<ElementSegment> elements;
  private final List<DataSegment> data;
  private final Metadata metadata;
  private final int[] importedCounts;

  private WasmModule(Builder builder) {
    size = builder.size;
    name = builder.name;
    sections = List.copyOf(builder.sections);
    types = List.copyOf(builder.types);
    imports = List.copyOf(builder.imports);
    functions = List.copyOf(builder.functions);
    tables = List.copyOf(builder.tables);
    memories = List.copyOf(builder.memories);
    globals = List.copyOf(builder.globals);
    tags = List.copyOf(builder.tags);
    exports = List.copyOf(builder.exports);
    start = builder.start;
    elements = List.copyOf(builder.elements);
    data = List.copyOf(builder.data);
    metadata = builder.metadata;
    importedCounts = new int[ExternKind.values().length];
    for (Import each : imports) {
      importedCounts[each.kind().ordinal()]++;
    }
  }

  @Override
  public int size() {
    return size;
  }

  /** The name the module gives itself in its name section, or null. */
  public @Nullable String name() {
    return name;
  }

  @Override
  public List<Section> sections() {
    return sections;
  }

  public List<TypeDefinition> types() {
    return types;
  }

  public List<Import> imports() {
    return imports;
  }

  public List<Function> functions() {
    return functions;
  }

  public List<Table> tables() {
    return tables;
  }

  public List<Memory> memories() {
    return memories;
  }

  public List<Global> globals() {
    return globals;
  }

  public List<Tag> tags() {
    return tags;
  }

  public List<Export> exports() {
    return exports;
  }

  /** The index of the function that runs on instantiation, or null; not checked to exist. */
  public @Nullable Integer start() {
    return start;
  }

  public List<ElementSegment> elements() {
    return elements;
  }

  public List<DataSegment> data() {
    return data;
  }

  /** What the custom sections say. */
  public Metadata metadata() {
    return metadata;
  }

  /** The index space of a kind. */
  public List<? extends Entity> entities(ExternKind kind) {
    return switch (kind) {
      case FUNCTION -> functions;
      case TABLE -> tables;
      case MEMORY -> memories;
      case GLOBAL -> globals;
      case TAG -> tags;
    };
  }

  /** The function, table, memory, global or tag of an index, or null when there is none. */
  public @Nullable Entity entity(ExternKind kind, int index) {
    List<? extends Entity> space = entities(kind);
    return index >= 0 && index < space.size() ? space.get(index) : null;
  }

  /** What an export exports, or null when its index is out of range. */
  public @Nullable Entity target(Export export) {
    return entity(export.kind(), export.index());
  }

  /**
   * Where something lies: an import in the import section, a function in the code section, anything
   * else in the section of its kind.
   *
   * @param root the path of this module
   */
  public WasmPath path(WasmPath root, Entity entity) {
    Import imported = entity.imported();
    if (imported != null) {
      return root.section(SectionId.IMPORT).item(imported.position());
    }
    SectionId section =
        switch (entity.kind()) {
          case FUNCTION -> SectionId.CODE;
          case TABLE -> SectionId.TABLE;
          case MEMORY -> SectionId.MEMORY;
          case GLOBAL -> SectionId.GLOBAL;
          case TAG -> SectionId.TAG;
        };
    return root.section(section).item(entity.index() - importedCount(entity.kind()));
  }

  /** How many of a kind are imported; they have the indices below that. */
  public int importedCount(ExternKind kind) {
    return importedCounts[kind.ordinal()];
  }

  /** The section of an id, or null; of several (a broken module) the first. */
  public @Nullable Section section(SectionId id) {
    for (Section section : sections) {
      if (section.id() == id) {
        return section;
      }
    }
    return null;
  }

  /** The first name that something is exported under, or null. */
  public @Nullable String exportOf(ExternKind kind, int index) {
    for (Export export : exports) {
      if (export.kind() == kind && export.index() == index) {
        return export.name();
      }
    }
    return null;
  }

  /** The function whose body has the byte at an offset, or null. */
  public @Nullable Function functionAt(int offset) {
    for (Function function : functions) {
      Code code = function.code();
      if (code != null && offset >= code.range().start() && offset < code.range().end()) {
        return function;
      }
    }
    return null;
  }

  /** The function type of a type index, or null when there is none or it is another type. */
  public @Nullable FunctionType functionType(int typeIndex) {
    return typeIndex >= 0
            && typeIndex < types.size()
            && types.get(typeIndex).type().composite() instanceof FunctionType type
        ? type
        : null;
  }

  /** Writes type indices as the names the module gives its types, and as numbers otherwise. */
  public TypeNames typeNames() {
    return index -> {
      String typeName = index >= 0 && index < types.size() ? types.get(index).name() : null;
      return typeName == null ? Integer.toString(index) : Identifiers.of(typeName);
    };
  }

  /**
   * The type of an import, function, table … in the text format: signatures are written out, for
   * example {@code (param i32) (result i32)}, {@code 1 4 shared}, {@code (mut i64)}.
   */
  public String typeText(ExternType type) {
    int index =
        switch (type) {
          case FunctionUse use -> use.typeIndex();
          case TagType tag -> tag.typeIndex();
          case TableType table -> -1;
          case MemoryType memory -> -1;
          case GlobalType global -> -1;
        };
    FunctionType signature = functionType(index);
    return signature == null ? type.wat(typeNames()) : signature.signature(typeNames());
  }

  /** The whole definition in the text format: {@code (type $point (struct (field f64)))}. */
  public String wat(TypeDefinition definition) {
    String typeName = definition.name();
    return "(type "
        + (typeName == null ? "" : Identifiers.of(typeName) + " ")
        + definition.type().wat(typeNames())
        + ")";
  }

  /** What gathers the parts of a module; a part not given is absent. */
  public static final class Builder {
    private int size;
    private @Nullable String name;
    private List<Section> sections = List.of();
    private List<TypeDefinition> types = List.of();
    private List<Import> imports = List.of();
    private List<Function> functions = List.of();
    private List<Table> tables = List.of();
    private List<Memory> memories = List.of();
    private List<Global> globals = List.of();
    private List<Tag> tags = List.of();
    private List<Export> exports = List.of();
    private @Nullable Integer start;
    private List<ElementSegment> elements = List.of();
    private List<DataSegment> data = List.of();
    private Metadata metadata = Metadata.NONE;

    public Builder size(int value) {
      size = value;
      return this;
    }

    public Builder name(@Nullable String value) {
      name = value;
      return this;
    }

    public Builder sections(List<Section> value) {
      sections = value;
      return this;
    }

    public Builder types(List<TypeDefinition> value) {
      types = value;
      return this;
    }

    public Builder imports(List<Import> value) {
      imports = value;
      return this;
    }

    public Builder functions(List<Function> value) {
      functions = value;
      return this;
    }

    public Builder tables(List<Table> value) {
      tables = value;
      return this;
    }

    public Builder memories(List<Memory> value) {
      memories = value;
      return this;
    }

    public Builder globals(List<Global> value) {
      globals = value;
      return this;
    }

    public Builder tags(List<Tag> value) {
      tags = value;
      return this;
    }

    public Builder exports(List<Export> value) {
      exports = value;
      return this;
    }

    public Builder start(@Nullable Integer value) {
      start = value;
      return this;
    }

    public Builder elements(List<ElementSegment> value) {
      elements = value;
      return this;
    }

    public Builder data(List<DataSegment> value) {
      data = value;
      return this;
    }

    public Builder metadata(Metadata value) {
      metadata = value;
      return this;
    }

    public WasmModule build() {
      return new WasmModule(this);
    }
  }
}
