package dev.continuum.inspector.syntax;

import java.util.List;

/** A structure on the garbage-collected heap. */
public record StructType(List<FieldType> fields) implements CompositeType {
  public StructType {
    fields = List.copyOf(fields);
  }

  @Override
  public String wat(TypeNames names) {
    StringBuilder text = new StringBuilder("(struct");
    for (FieldType field : fields) {
      text.append(" (field ").append(field.wat(names)).append(')');
    }
    return text.append(')').toString();
  }

  @Override
  public String toString() {
    return wat(TypeNames.NUMBERS);
  }
}
