package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.SubType;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.TypeNames;
import dev.continuum.inspector.valid.DefinedType;
import dev.continuum.inspector.valid.TypeSpace;
import dev.continuum.inspector.valid.TypeStore;
import java.util.List;

/** Function types that no module declares. */
final class HostTypes {
  private HostTypes() {}

  /** The type of functions that take and give nothing. */
  static DefinedType empty(TypeStore store) {
    return of(store, new FunctionType(List.of(), List.of()));
  }

  /** A function type that refers to no other defined type. */
  static DefinedType of(TypeStore store, FunctionType type) {
    TypeDefinition definition =
        new TypeDefinition(0, null, SubType.alone(type), 0, 1, new ByteRange(0, 0));
    return new TypeSpace(store, List.of(definition), TypeNames.NUMBERS).get(0);
  }
}
