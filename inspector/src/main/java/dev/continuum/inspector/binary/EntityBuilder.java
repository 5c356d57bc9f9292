package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.ElementSegment;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.FunctionUse;
import dev.continuum.inspector.syntax.Global;
import dev.continuum.inspector.syntax.GlobalType;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Memory;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.Table;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.Tag;
import dev.continuum.inspector.syntax.TagType;
import dev.continuum.inspector.syntax.TypeDefinition;
import java.util.ArrayList;
import java.util.List;

/** Makes the index spaces of a module from its imports and its own definitions. */
final class EntityBuilder {
  private final List<Import> imports;
  private final Names names;

  EntityBuilder(List<Import> imports, Names names) {
    this.imports = imports;
    this.names = names;
  }

  List<Function> functions(List<SectionReader.Declared<FunctionUse>> defined, List<Code> codes) {
    List<Function> space = new ArrayList<>(imports.size() + defined.size());
    for (Import each : imports) {
      if (each.type() instanceof FunctionUse type) {
        String name = names.get(Names.FUNCTION, space.size());
        space.add(new Function(space.size(), name, each, type, each.range(), null));
      }
    }
    for (int i = 0; i < defined.size(); i++) {
      var one = defined.get(i);
      String name = names.get(Names.FUNCTION, space.size());
      Code code = i < codes.size() ? codes.get(i) : null;
      space.add(new Function(space.size(), name, null, one.type(), one.range(), code));
    }
    return space;
  }

  List<Table> tables(List<SectionReader.Declared<TableType>> defined) {
    List<Table> space = new ArrayList<>();
    for (Import each : imports) {
      if (each.type() instanceof TableType type) {
        String name = names.get(Names.TABLE, space.size());
        space.add(new Table(space.size(), name, each, type, each.range(), null));
      }
    }
    for (var one : defined) {
      String name = names.get(Names.TABLE, space.size());
      space.add(new Table(space.size(), name, null, one.type(), one.range(), one.initializer()));
    }
    return space;
  }

  List<Memory> memories(List<SectionReader.Declared<MemoryType>> defined) {
    List<Memory> space = new ArrayList<>();
    for (Import each : imports) {
      if (each.type() instanceof MemoryType type) {
        String name = names.get(Names.MEMORY, space.size());
        space.add(new Memory(space.size(), name, each, type, each.range()));
      }
    }
    for (var one : defined) {
      String name = names.get(Names.MEMORY, space.size());
      space.add(new Memory(space.size(), name, null, one.type(), one.range()));
    }
    return space;
  }

  List<Global> globals(List<SectionReader.Declared<GlobalType>> defined) {
    List<Global> space = new ArrayList<>();
    for (Import each : imports) {
      if (each.type() instanceof GlobalType type) {
        String name = names.get(Names.GLOBAL, space.size());
        space.add(new Global(space.size(), name, each, type, each.range(), null));
      }
    }
    for (var one : defined) {
      String name = names.get(Names.GLOBAL, space.size());
      space.add(new Global(space.size(), name, null, one.type(), one.range(), one.initializer()));
    }
    return space;
  }

  List<Tag> tags(List<SectionReader.Declared<TagType>> defined) {
    List<Tag> space = new ArrayList<>();
    for (Import each : imports) {
      if (each.type() instanceof TagType type) {
        String name = names.get(Names.TAG, space.size());
        space.add(new Tag(space.size(), name, each, type, each.range()));
      }
    }
    for (var one : defined) {
      String name = names.get(Names.TAG, space.size());
      space.add(new Tag(space.size(), name, null, one.type(), one.range()));
    }
    return space;
  }

  List<TypeDefinition> types(List<TypeDefinition> types) {
    if (!names.has(Names.TYPE)) {
      return types;
    }
    return types.stream()
        .map(t ->
            new TypeDefinition(
                t.index(),
                names.get(Names.TYPE, t.index()),
                t.type(),
                t.groupStart(),
                t.groupSize(),
                t.range()))
        .toList();
  }

  List<ElementSegment> elements(List<ElementSegment> elements) {
    if (!names.has(Names.ELEMENT)) {
      return elements;
    }
    return elements.stream()
        .map(e ->
            new ElementSegment(
                e.index(),
                names.get(Names.ELEMENT, e.index()),
                e.mode(),
                e.table(),
                e.offset(),
                e.type(),
                e.count(),
                e.expressions(),
                e.items(),
                e.range()))
        .toList();
  }

  List<DataSegment> data(List<DataSegment> data) {
    if (!names.has(Names.DATA)) {
      return data;
    }
    return data.stream()
        .map(d ->
            new DataSegment(
                d.index(),
                names.get(Names.DATA, d.index()),
                d.mode(),
                d.memory(),
                d.offset(),
                d.content(),
                d.range()))
        .toList();
  }
}
