package dev.continuum.inspector.exec.random;

import java.util.ArrayList;
import java.util.List;

/** What a random module declares, before any function has a body. Types are words of the text. */
final class Layout {
  static final String STRUCT = "(ref null $s0)";
  static final String SUB_STRUCT = "(ref null $s1)";
  static final String NUMBERS = "(ref null $a0)";
  static final String BYTES = "(ref null $a1)";
  static final String LINKS = "(ref null $a2)";

  /** How many data and how many element segments there are; the first of each is active. */
  static final int SEGMENTS = 3;

  static final int DATA_BYTES = 48;
  static final int ELEMENTS = 6;

  /** A type of functions, {@code $t0} and so on. */
  record Signature(String name, List<String> parameters, List<String> results) {}

  record Function(String name, Signature type) {}

  record Global(String name, String type, boolean mutable) {}

  record Space(String name, boolean is64) {
    String address() {
      return is64 ? "i64" : "i32";
    }
  }

  record Tag(String name, List<String> parameters) {}

  final Profile profile;
  final List<String> valueTypes = new ArrayList<>();
  final List<Signature> signatures = new ArrayList<>();
  final List<Function> functions = new ArrayList<>();
  final List<Global> globals = new ArrayList<>();
  final List<Space> memories = new ArrayList<>();

  /** Of functions; {@code $ext}, of references of the host, comes behind them. */
  final List<Space> tables = new ArrayList<>();

  final List<Tag> tags = new ArrayList<>();

  Layout(Profile profile, Draw draw) {
    this.profile = profile;
    List<String> numbers = List.of("i32", "i64", "f32", "f64");
    for (int i = 0; i < 3; i++) {
      valueTypes.addAll(numbers);
    }
    valueTypes.addAll(List.of("i32", "i32", "funcref", "externref"));
    if (profile.has(Part.VECTORS)) {
      valueTypes.addAll(List.of("v128", "v128", "v128"));
    }
    if (profile.has(Part.AGGREGATES)) {
      valueTypes.addAll(
          List.of(STRUCT, SUB_STRUCT, NUMBERS, BYTES, LINKS, "anyref", "eqref", "i31ref"));
    }
    if (profile.has(Part.EXCEPTIONS)) {
      valueTypes.add("exnref");
    }
    for (int i = 0; i < 5; i++) {
      signatures.add(new Signature("$t" + i, types(draw, 4), types(draw, 3)));
    }
    for (int i = draw.between(3, 6); i >= 0; i--) {
      functions.add(new Function("$f" + functions.size(), draw.of(signatures)));
    }
    for (String type : distinct()) {
      globals.add(new Global("$g" + globals.size(), type, true));
      globals.add(new Global("$g" + globals.size(), type, draw.once(2)));
    }
    memories.add(new Space("$m0", false));
    if (profile.has(Part.MEMORIES)) {
      memories.add(new Space("$m1", false));
      if (profile.has(Part.ADDRESSES_64)) {
        memories.add(new Space("$m2", true));
      }
    }
    tables.add(new Space("$tab0", false));
    tables.add(new Space("$tab1", profile.has(Part.ADDRESSES_64)));
    if (profile.has(Part.EXCEPTIONS) || profile.has(Part.LEGACY_EXCEPTIONS)) {
      tags.add(new Tag("$e0", List.of()));
      tags.add(new Tag("$e1", List.of("i32")));
      tags.add(new Tag("$e2", List.of("i64", "f32")));
    }
  }

  /** Some types, fewer rather than more. */
  List<String> types(Draw draw, int most) {
    List<String> types = new ArrayList<>();
    for (int i = draw.below(draw.between(1, most + 1)); i > 0; i--) {
      types.add(draw.of(valueTypes));
    }
    return types;
  }

  List<String> distinct() {
    return valueTypes.stream().distinct().toList();
  }

  static boolean isReference(String type) {
    return type.contains("ref");
  }

  /** Everything in front of the functions. */
  String declarations(Draw draw) {
    StringBuilder out = new StringBuilder();
    if (profile.has(Part.AGGREGATES)) {
      out.append(
          "(rec (type $s0 (sub (struct (field (mut i32)) (field (mut i8)) (field (mut i16))");
      String wide = profile.has(Part.VECTORS) ? "v128" : "i64";
      out.append("(field (mut f64)) (field (mut " + wide + ")) (field (mut " + STRUCT + ")))))\n");
      out.append("(type $s1 (sub $s0 (struct (field (mut i32)) (field (mut i8)) (field (mut i16))");
      out.append("(field (mut f64)) (field (mut " + wide + ")) (field (mut " + STRUCT + "))");
      out.append("(field (mut i64)) (field (mut anyref)))))");
      out.append("(type $a0 (array (mut i64))) (type $a1 (array (mut i8)))");
      out.append("(type $a2 (array (mut " + STRUCT + "))))\n");
    }
    for (Signature each : signatures) {
      out.append("(type ")
          .append(each.name)
          .append(" (func")
          .append(list("param", each.parameters));
      out.append(list("result", each.results)).append("))\n");
    }
    for (Tag tag : tags) {
      out.append("(tag ").append(tag.name).append(list("param", tag.parameters)).append(")\n");
    }
    for (Space memory : memories) {
      out.append("(memory ").append(memory.name).append(" (export \"").append(memory.name, 1, 3);
      out.append("\")").append(memory.is64 ? " i64" : "").append(draw.once(2) ? " 1 3" : " 2 3");
      out.append(")\n");
    }
    for (Space table : tables) {
      out.append("(table ").append(table.name).append(table.is64 ? " i64" : "");
      out.append(" 10 20 funcref)\n");
    }
    out.append("(table $ext 5 9 externref)\n");
    globals(out, draw);
    segments(out, draw);
    return out.toString();
  }

  private void globals(StringBuilder out, Draw draw) {
    out.append("(global $fuel (mut i32) (i32.const 0))\n");
    for (Global global : globals) {
      out.append("(global ").append(global.name).append(' ');
      out.append(global.mutable ? "(mut " + global.type + ")" : global.type);
      out.append(" (").append(constant(global.type, draw)).append("))\n");
    }
  }

  private void segments(StringBuilder out, Draw draw) {
    for (int i = 0; i < SEGMENTS; i++) {
      out.append("(data $d").append(i).append(i == 0 ? " (i32.const 64)" : "").append(" \"");
      for (int j = 0; j < DATA_BYTES; j++) {
        out.append('\\').append(String.format("%02x", draw.below(256)));
      }
      out.append("\")\n(elem $el").append(i).append(i == 0 ? " (i32.const 1)" : "").append(" func");
      for (int j = 0; j < ELEMENTS; j++) {
        out.append(' ').append(draw.of(functions).name);
      }
      out.append(")\n");
    }
    out.append("(elem declare func");
    functions.forEach(function -> out.append(' ').append(function.name));
    out.append(")\n");
  }

  /** A constant instruction of a type. */
  String constant(String type, Draw draw) {
    return switch (type) {
      case "i32" -> "i32.const " + draw.i32();
      case "i64" -> "i64.const " + draw.i64();
      case "f32" -> "f32.const " + draw.f32();
      case "f64" -> "f64.const " + draw.f64();
      case "v128" ->
          switch (draw.below(3)) {
            case 0 -> "v128.const f32x4 " + draw.f32() + " " + draw.f32() + " " + draw.f32() + " 1";
            case 1 -> "v128.const f64x2 " + draw.f64() + " " + draw.f64();
            default -> "v128.const i64x2 " + draw.i64() + " " + draw.i64();
          };
      case "funcref" -> draw.once(3) ? "ref.null func" : "ref.func " + draw.of(functions).name;
      default -> nothing(type);
    };
  }

  /** The null of a type of references, without drawing anything. */
  static String nothing(String type) {
    return "ref.null "
        + switch (type) {
          case "funcref" -> "func";
          case "externref" -> "extern";
          case "exnref" -> "exn";
          case "anyref" -> "any";
          case "eqref" -> "eq";
          case "i31ref" -> "i31";
          default -> type.substring("(ref null ".length(), type.length() - 1);
        };
  }

  static String list(String word, List<String> types) {
    return types.isEmpty() ? "" : " (" + word + " " + String.join(" ", types) + ")";
  }
}
