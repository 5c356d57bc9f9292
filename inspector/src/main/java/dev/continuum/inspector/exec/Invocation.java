package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import dev.continuum.inspector.syntax.ReferenceType;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.NumberLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is called of a module, and with what.
 *
 * @param export the function's name; null for {@code _start}
 * @param slots its arguments, as {@link Guest} takes them
 */
public record Invocation(@Nullable String export, List<Long> slots) {
  /** A program's own start. */
  public static final Invocation START = new Invocation(null, List.of());

  public Invocation {
    slots = List.copyOf(slots);
  }

  /**
   * A call as it is typed.
   *
   * @param words an argument each: a number as the text format writes it, or {@code null}
   * @throws LinkException when there is no such function, or an argument does not fit; the message
   *     says what it takes
   */
  public static Invocation of(WasmModule module, String export, List<String> words)
      throws LinkException {
    List<ValueType> types = type(module, export).parameters();
    if (types.size() != words.size()) {
      throw new LinkException(
          "“%s” takes %s%s, and %s given"
              .formatted(
                  export,
                  count(types.size(), "argument"),
                  types.isEmpty() ? "" : " (" + words(module, types) + ")",
                  words.size() == 1 ? "1 was" : words.size() + " were"));
    }
    List<Long> slots = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      slots.add(
          slot(
              module,
              types.get(i),
              words.get(i).strip(),
              "Argument %d of “%s”".formatted(i + 1, export)));
    }
    return new Invocation(export, slots);
  }

  private static FunctionType type(WasmModule module, String export) throws LinkException {
    List<String> names = new ArrayList<>();
    for (Export candidate : module.exports()) {
      if (candidate.kind() == ExternKind.FUNCTION) {
        if (candidate.name().equals(export)) {
          int index = module.functions().get(candidate.index()).typeIndex();
          FunctionType type = module.functionType(index);
          if (type == null) {
            throw new IllegalArgumentException("not a valid module");
          }
          return type;
        }
        names.add(candidate.name());
      }
    }
    throw new LinkException(
        names.isEmpty()
            ? "the module exports no function"
            : "the module exports no function “%s”; it has %s"
                .formatted(
                    export, String.join(", ", names.subList(0, Math.min(names.size(), 20)))));
  }

  private static long slot(WasmModule module, ValueType type, String word, String what)
      throws LinkException {
    if (type instanceof ReferenceType reference && reference.nullable() && word.equals("null")) {
      return Reference.NULL;
    }
    if (!(type instanceof NumberType number)) {
      throw new LinkException(
          "%s is of type %s, %s"
              .formatted(
                  what,
                  type.wat(module.typeNames()),
                  type instanceof ReferenceType reference && reference.nullable()
                      ? "of which only null can be typed"
                      : "which cannot be typed"));
    }
    try {
      return NumberLiterals.bits(number, word.toLowerCase(Locale.ROOT));
    } catch (NumberFormatException none) {
      throw new LinkException("%s: “%s” is not an %s".formatted(what, word, number));
    }
  }

  private static String words(WasmModule module, List<ValueType> types) {
    return String.join(", ", types.stream().map(type -> type.wat(module.typeNames())).toList());
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
