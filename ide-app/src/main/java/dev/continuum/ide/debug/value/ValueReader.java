package dev.continuum.ide.debug.value;

import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import dev.continuum.inspector.debug.expression.HeapObject;
import dev.continuum.inspector.debug.expression.LogMessage;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.expression.Space;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.debug.value.ValueFormat;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.PackedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what rows stand for out of a frame, on the session's thread. */
final class ValueReader {
  /** How much of a value goes to the clipboard. */
  private static final int FULL = 1 << 16;

  private static final long PAGE = 1 << 16;

  /** How far references are followed. */
  private static final int DEEPEST = 256;

  /**
   * A row whose value is wanted.
   *
   * @param expression what means it, or empty
   * @param format null for the one that suits it
   */
  record Wanted(Spot spot, String expression, @Nullable ValueFormat format) {}

  private record LocalKey(FrameKey frame, int index) {}

  private record OperandKey(FrameKey frame, int slot) {}

  private record ObjectKey(long session, long bits, long index) {}

  private record PlainKey(long session, Spot spot) {}

  private record WatchKey(long session, FrameKey frame, String expression) {}

  private final Scope scope;
  private final FrameKey frame;
  private final List<Function> functions;
  private final Cell cell = new Cell();

  /** The names of the fields of objects, which take long to find. */
  private final Map<Long, List<String>> fieldNames = new HashMap<>();

  /**
   * @param functions of the module, to name references to them
   */
  ValueReader(Scope scope, FrameKey frame, List<Function> functions) {
    this.scope = scope;
    this.frame = frame;
    this.functions = functions;
  }

  List<Learned> read(List<Wanted> wanted) {
    List<Learned> learned = new ArrayList<>(wanted.size());
    for (Wanted each : wanted) {
      learned.add(read(each));
    }
    return learned;
  }

  private Learned read(Wanted wanted) {
    if (wanted.spot() instanceof Spot.Heading heading) {
      return size(heading);
    }
    try {
      Value value = value(wanted.spot(), 0);
      if (value == null) {
        return Learned.failed("");
      }
      HeapObject object = object(value);
      boolean array = object != null && object.shape() == HeapObject.Shape.ARRAY;
      String full = text(value, object, wanted);
      return new Learned(
          key(wanted.spot()),
          name(wanted.spot()),
          GuestText.shown(type(wanted.spot(), value)),
          GuestText.shown(full),
          full.length() > FULL ? full.substring(0, FULL) : full,
          value,
          object == null ? 0 : object.length(),
          array,
          "");
    } catch (ExpressionException failed) {
      return Learned.failed(GuestText.shown(String.valueOf(failed.getMessage()), 400));
    }
  }

  /** How large a table or memory is. */
  private Learned size(Spot.Heading heading) {
    boolean table = heading.kind() == Spot.Kind.TABLE;
    long size = table ? scope.tableSize(heading.index()) : scope.memory(heading.index()).size();
    String text =
        table
            ? "%,d".formatted(size)
            : size % PAGE == 0 ? "%,d pages".formatted(size / PAGE) : "%,d bytes".formatted(size);
    return new Learned(
        new PlainKey(frame.session(), heading),
        "",
        "",
        size == PAGE && !table ? "1 page" : text,
        Long.toString(size),
        Value.of(size),
        table ? size : 0,
        table,
        "");
  }

  private @Nullable Value value(Spot spot, int depth) throws ExpressionException {
    switch (spot) {
      case Spot.Local(int index, String name, String type) -> {
        if (index >= scope.count(Space.LOCAL)) {
          return null;
        }
        scope.local(index, cell);
      }
      case Spot.Operand(int at) -> {
        if (at >= scope.stackSize()) {
          return null;
        }
        scope.stack(at, cell);
      }
      case Spot.Result(int index) -> {
        if (index >= scope.resultCount()) {
          return null;
        }
        scope.result(index, cell);
      }
      case Spot.Thrown() -> scope.exception(cell);
      case Spot.Global(int index, String name) -> scope.global(index, cell);
      case Spot.Element(int table, long index) -> {
        if (index >= scope.tableSize(table)) {
          return null;
        }
        scope.element(table, index, cell);
      }
      case Spot.Part(Spot owner, long index) -> {
        Value reference = depth > DEEPEST ? null : value(owner, depth + 1);
        HeapObject object = reference == null ? null : object(reference);
        if (object == null || index >= object.length()) {
          return null;
        }
        object.get(index, cell);
      }
      case Spot.Watched(Expression expression) -> {
        return expression.evaluate(scope);
      }
      case Spot.Heading heading -> {
        return null;
      }
    }
    return cell.value();
  }

  private @Nullable HeapObject object(Value value) {
    return value instanceof Value.Reference reference && !reference.isNull()
        ? scope.object(reference)
        : null;
  }

  private @Nullable HeapObject owner(Spot.Part part) throws ExpressionException {
    Value reference = value(part.owner(), 1);
    return reference == null ? null : object(reference);
  }

  private Object key(Spot spot) throws ExpressionException {
    return switch (spot) {
      case Spot.Local local -> new LocalKey(frame, local.index());
      case Spot.Operand operand -> new OperandKey(frame, scope.stackSize() - 1 - operand.depth());
      case Spot.Part part ->
          value(part.owner(), 1) instanceof Value.Reference reference
              ? new ObjectKey(frame.session(), reference.bits(), part.index())
              : new PlainKey(frame.session(), spot);
      case Spot.Watched watched ->
          new WatchKey(frame.session(), frame, watched.expression().text());
      default -> new PlainKey(frame.session(), spot);
    };
  }

  /** The name of a field, unless an earlier one has it too. */
  private String name(Spot spot) throws ExpressionException {
    if (!(spot instanceof Spot.Part part)) {
      return "";
    }
    HeapObject object = owner(part);
    if (object == null || object.shape() != HeapObject.Shape.STRUCTURE) {
      return "";
    }
    long bits = value(part.owner(), 1) instanceof Value.Reference at ? at.bits() : 0;
    List<String> names = fieldNames.get(bits);
    if (names == null) {
      names = new ArrayList<>();
      for (String name : object.fieldNames()) {
        names.add(name);
      }
      fieldNames.put(bits, names);
    }
    if (part.index() >= names.size()) {
      return "";
    }
    String name = names.get((int) part.index());
    return names.indexOf(name) == part.index() ? name : "";
  }

  private String type(Spot spot, Value value) throws ExpressionException {
    if (spot instanceof Spot.Part part
        && owner(part) instanceof HeapObject object
        && object.storage(part.index()) instanceof PackedType packed) {
      return packed.toString();
    }
    if (spot instanceof Spot.Local local
        && value instanceof Value.Reference reference
        && reference.isNull()) {
      return local.type();
    }
    return value.type();
  }

  private String text(Value value, @Nullable HeapObject object, Wanted wanted) {
    if (value instanceof Value.Reference reference) {
      return reference(reference, object);
    }
    ValueFormat format = wanted.format();
    if (format == ValueFormat.STRING
        && (value instanceof Value.I32 || value instanceof Value.I64)
        && !wanted.expression().isEmpty()) {
      return pointed(wanted.expression());
    }
    if (format == null) {
      format =
          wanted.spot() instanceof Spot.Watched(Expression expression)
              ? expression.naturalFormat()
              : ValueFormat.SIGNED;
    }
    return value.format(format);
  }

  /** The string at the address that an expression gives, or why there is none. */
  private String pointed(String expression) {
    try {
      return LogMessage.parse("{" + expression + ":string}").format(scope);
    } catch (ExpressionException malformed) {
      return String.valueOf(malformed.getMessage());
    }
  }

  private String reference(Value.Reference reference, @Nullable HeapObject object) {
    if (reference.isNull()) {
      return "null";
    }
    if (object == null) {
      String function = reference.type().equals("(ref func)") ? functionName(reference) : "";
      return function.isEmpty() ? hex(reference) : function;
    }
    return switch (object.shape()) {
      case I31 -> {
        object.get(0, cell);
        yield cell.value().toString();
      }
      case ARRAY -> "%s, %,d elements".formatted(hex(reference), object.length());
      case STRUCTURE, EXCEPTION -> hex(reference);
    };
  }

  private static String hex(Value.Reference reference) {
    return "0x" + Long.toHexString(reference.bits());
  }

  /** The name of the function that is meant: the references to functions are in their order. */
  private String functionName(Value.Reference reference) {
    int low = 0;
    int high = Math.min(functions.size(), scope.count(Space.FUNCTION));
    while (low < high) {
      int middle = (low + high) >>> 1;
      long bits = functionBits(middle);
      if (bits == reference.bits()) {
        String name = functions.get(middle).name();
        return name == null ? "func[" + middle + "]" : Identifiers.of(GuestText.shown(name));
      }
      if (bits < reference.bits()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return "";
  }

  private long functionBits(int index) {
    scope.function(index, cell);
    return cell.value() instanceof Value.Reference function ? function.bits() : 0;
  }
}
