package dev.continuum.ide.prompt;

import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.HeapObject;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values in answers. */
final class Values {
  /** How many fields of an object are shown. */
  private static final int MOST_FIELDS = 100;

  private Values() {}

  /** The type and the value, as text: 64 bits are more than many readers of JSON keep. */
  static Map<String, @Nullable Object> json(Value value) {
    Map<String, @Nullable Object> json =
        Answer.object("type", value.type(), "value", value.toString());
    switch (value) {
      case Value.I32 number -> json.put("bits", number.format(ValueFormat.POINTER));
      case Value.I64 number -> json.put("bits", number.format(ValueFormat.POINTER));
      case Value.F32 number -> json.put("bits", number.format(ValueFormat.POINTER));
      case Value.F64 number -> json.put("bits", number.format(ValueFormat.POINTER));
      case Value.V128(long low, long high) -> json.put("bits", "0x%016x%016x".formatted(high, low));
      case Value.Reference reference -> json.put("null", reference.isNull());
      case Value.Text text -> json.put("cut", text.cut());
    }
    return json;
  }

  static List<Map<String, @Nullable Object>> json(List<Value> values) {
    return values.stream().map(Values::json).toList();
  }

  static String text(List<Value> values) {
    return String.join(", ", values.stream().map(value -> value.type() + " " + value).toList());
  }

  /** The fields of what a reference means; none for anything else. */
  static List<Field> fields(Scope scope, Value value) {
    List<Field> fields = new ArrayList<>();
    HeapObject object = object(scope, value);
    if (object != null) {
      Iterator<String> names = object.fieldNames().iterator();
      Cell cell = new Cell();
      for (int i = 0; i < Math.min(object.length(), MOST_FIELDS); i++) {
        String name = names.hasNext() ? names.next() : "";
        object.get(i, cell);
        fields.add(new Field(i, name, cell.value()));
      }
    }
    return fields;
  }

  private static @Nullable HeapObject object(Scope scope, Value value) {
    return value instanceof Value.Reference reference && !reference.isNull()
        ? scope.object(reference)
        : null;
  }

  /** How many fields or elements there are in all. */
  static long length(Scope scope, Value value) {
    HeapObject object = object(scope, value);
    return object == null ? 0 : object.length();
  }

  /**
   * A field of an object.
   *
   * @param name without the {@code $}; empty when it has none
   */
  record Field(long index, String name, Value value) {
    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json =
          Answer.object("index", index, "name", name.isEmpty() ? null : name);
      json.putAll(Values.json(value));
      return json;
    }
  }
}
