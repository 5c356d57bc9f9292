package dev.continuum.inspector.syntax;

import java.util.List;

/** What a function takes and gives. */
public record FunctionType(List<ValueType> parameters, List<ValueType> results)
    implements CompositeType {
  public FunctionType {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  @Override
  public String wat(TypeNames names) {
    String signature = signature(names);
    return signature.isEmpty() ? "(func)" : "(func " + signature + ")";
  }

  /** Parameters and results alone: {@code (param i32) (result i64)}, empty for neither. */
  public String signature(TypeNames names) {
    StringBuilder text = new StringBuilder();
    append(text, "param", parameters, names);
    append(text, "result", results, names);
    return text.toString();
  }

  private static void append(
      StringBuilder text, String keyword, List<ValueType> types, TypeNames names) {
    if (types.isEmpty()) {
      return;
    }
    text.append(text.isEmpty() ? "(" : " (").append(keyword);
    for (ValueType type : types) {
      text.append(' ').append(type.wat(names));
    }
    text.append(')');
  }

  @Override
  public String toString() {
    return wat(TypeNames.NUMBERS);
  }
}
