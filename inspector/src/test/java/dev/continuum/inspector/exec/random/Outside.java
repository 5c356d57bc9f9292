package dev.continuum.inspector.exec.random;

import java.util.ArrayList;
import java.util.List;

/** Writes the functions that are exported: they know integers only, so that any engine can call. */
final class Outside {
  private final Layout layout;

  Outside(Layout layout) {
    this.layout = layout;
  }

  /** A function that calls another with some fuel. */
  String entry(String export, Layout.Function callee, int fuel) {
    List<String> results = callee.type().results();
    List<String> bits = new ArrayList<>();
    StringBuilder out = new StringBuilder("i32.const ").append(fuel).append("\nglobal.set $fuel\n");
    for (String type : callee.type().parameters()) {
      out.append(
          switch (type) {
            case "i32" -> "local.get 0\n";
            case "i64" -> "local.get 1\n";
            case "f32" -> "local.get 0\nf32.convert_i32_s\n";
            case "f64" -> "local.get 1\nf64.reinterpret_i64\n";
            case "v128" -> "local.get 1\ni64x2.splat\n";
            default -> Layout.nothing(type) + "\n";
          });
    }
    out.append("call ").append(callee.name()).append('\n');
    for (int i = results.size() - 1; i >= 0; i--) {
      out.append("local.set ").append(2 + i).append('\n');
    }
    for (int i = 0; i < results.size(); i++) {
      bits(out, results.get(i), "local.get " + (2 + i), bits);
    }
    return "(func (export \""
        + export
        + "\") (param i32 i64)"
        + Layout.list("result", bits)
        + Layout.list("local", results)
        + "\n"
        + out
        + ")\n";
  }

  /** Turns a value into {@code i64}s. */
  private static void bits(StringBuilder out, String type, String get, List<String> bits) {
    bits.add("i64");
    out.append(get).append('\n');
    switch (type) {
      case "i32" -> out.append("i64.extend_i32_u\n");
      case "i64" -> {}
      case "f32" -> out.append("i32.reinterpret_f32\ni64.extend_i32_u\n");
      case "f64" -> out.append("i64.reinterpret_f64\n");
      case "v128" -> {
        bits.add("i64");
        out.append("i64x2.extract_lane 0\n").append(get).append("\ni64x2.extract_lane 1\n");
      }
      default -> out.append("ref.is_null\ni64.extend_i32_u\n");
    }
  }

  /** Functions that tell the bits of globals and which elements of tables are null. */
  String state(List<String> exports) {
    StringBuilder out = new StringBuilder();
    for (Layout.Global global : layout.globals) {
      List<String> bits = new ArrayList<>();
      StringBuilder body = new StringBuilder();
      bits(body, global.type(), "global.get " + global.name(), bits);
      exports.add(global.name().substring(1));
      out.append("(func (export \"").append(global.name(), 1, global.name().length());
      out.append("\")").append(Layout.list("result", bits)).append('\n').append(body);
      out.append(")\n");
    }
    for (Layout.Space table : layout.tables) {
      exports.add(table.name().substring(1));
      out.append(table(table));
    }
    exports.add("ext");
    out.append(table(new Layout.Space("$ext", false)));
    return out.toString();
  }

  private static String table(Layout.Space table) {
    String at = table.address();
    return """
    (func (export "NAME") (result i64) (local $i AT) (local $bits i64)
      loop $next
        local.get $i
        table.size $NAME
        AT.lt_u
        if
          local.get $bits
          i64.const 2
          i64.mul
          local.get $i
          table.get $NAME
          ref.is_null
          i64.extend_i32_u
          i64.add
          i64.const 3
          i64.add
          local.set $bits
          local.get $i
          AT.const 1
          AT.add
          local.set $i
          br $next
        end
      end
      local.get $bits)
    """
        .replace("NAME", table.name().substring(1))
        .replace("AT", at);
  }
}
