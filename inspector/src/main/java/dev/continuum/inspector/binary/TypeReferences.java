package dev.continuum.inspector.binary;

import dev.continuum.inspector.syntax.ArrayType;
import dev.continuum.inspector.syntax.CompositeType;
import dev.continuum.inspector.syntax.ConcreteHeapType;
import dev.continuum.inspector.syntax.ExternType;
import dev.continuum.inspector.syntax.FieldType;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.FunctionUse;
import dev.continuum.inspector.syntax.GlobalType;
import dev.continuum.inspector.syntax.MemoryType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.StorageType;
import dev.continuum.inspector.syntax.StructType;
import dev.continuum.inspector.syntax.TableType;
import dev.continuum.inspector.syntax.TagType;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The type indices a type mentions. */
final class TypeReferences {
  private TypeReferences() {}

  static IntStream of(CompositeType type) {
    return switch (type) {
      case FunctionType function ->
          of(Stream.concat(function.parameters().stream(), function.results().stream()));
      case StructType struct -> of(struct.fields().stream().map(FieldType::storage));
      case ArrayType array -> of(Stream.of(array.element().storage()));
    };
  }

  static IntStream of(ExternType type) {
    return switch (type) {
      case FunctionUse use -> IntStream.of(use.typeIndex());
      case TagType tag -> IntStream.of(tag.typeIndex());
      case TableType table -> of(Stream.of(table.element()));
      case GlobalType global -> of(Stream.of(global.type()));
      case MemoryType memory -> IntStream.empty();
    };
  }

  private static IntStream of(Stream<? extends StorageType> types) {
    return types.mapMultiToInt((type, found) -> {
      if (type instanceof ReferenceType reference
          && reference.heap() instanceof ConcreteHeapType concrete) {
        found.accept(concrete.typeIndex());
      }
    });
  }
}
