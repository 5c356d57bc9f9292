package dev.continuum.inspector.exec.random;

import java.util.List;

/** Writes what concerns structures, arrays, casts and typed references. */
final class Aggregates {
  private static final List<String> FIELDS = List.of("i32", "i8", "i16", "f64", "wide", "link");

  private final BodyWriter body;
  private final boolean any;
  private final String wide;

  Aggregates(BodyWriter body) {
    this.body = body;
    any = body.layout.profile.has(Part.AGGREGATES);
    wide = body.layout.profile.has(Part.VECTORS) ? "v128" : "i64";
  }

  void value(String type, int depth) {
    if (!any) {
      body.leaf(type);
      return;
    }
    switch (type) {
      case "i32" -> i32(depth);
      case "i64" -> {
        if (body.draw.once(2)) {
          array(Layout.NUMBERS, depth);
          body.index("i32", 8);
          body.emit("array.get $a0");
        } else {
          object(Layout.SUB_STRUCT, depth);
          body.emit("struct.get $s1 6");
        }
      }
      case "f64" -> {
        object(Layout.STRUCT, depth);
        body.emit("struct.get $s0 3");
      }
      case Layout.STRUCT -> struct(depth);
      case Layout.SUB_STRUCT -> {
        if (body.draw.once(3)) {
          cast("anyref", Layout.SUB_STRUCT, depth);
        } else {
          object(type, depth);
        }
      }
      case Layout.NUMBERS, Layout.BYTES, Layout.LINKS -> array(type, depth);
      case "anyref", "eqref" -> {
        if (type.equals("anyref") && body.draw.once(5)) {
          body.value("externref", depth - 1);
          body.emit("any.convert_extern");
        } else {
          body.value(
              body.draw.of(
                  Layout.STRUCT, Layout.SUB_STRUCT, Layout.NUMBERS, Layout.BYTES, "i31ref"),
              depth - 1);
        }
      }
      case "externref" -> {
        body.value("anyref", depth - 1);
        body.emit("extern.convert_any");
      }
      default -> {
        if (type.equals(wide)) {
          object(Layout.STRUCT, depth);
          body.emit("struct.get $s0 4");
        } else {
          body.leaf(type);
        }
      }
    }
  }

  private void i32(int depth) {
    switch (body.draw.below(8)) {
      case 0 -> {
        object(Layout.STRUCT, depth);
        body.emit("struct.get $s0 0");
      }
      case 1, 2 -> {
        object(Layout.STRUCT, depth);
        body.emit(body.draw.of("struct.get_s", "struct.get_u") + " $s0 " + body.draw.between(1, 2));
      }
      case 3 -> {
        array(Layout.BYTES, depth);
        body.index("i32", 8);
        body.emit(body.draw.of("array.get_s", "array.get_u") + " $a1");
      }
      case 4 -> {
        array(body.draw.of(Layout.NUMBERS, Layout.BYTES, Layout.LINKS), depth);
        body.emit("array.len");
      }
      case 5 -> {
        body.value("anyref", depth - 1);
        body.emit("ref.test " + target());
      }
      case 6 -> {
        body.value("eqref", depth - 1);
        body.value("eqref", depth - 1);
        body.emit("ref.eq");
      }
      default -> {
        body.value("i32", depth - 1);
        body.emit("ref.i31");
        body.emit(body.draw.of("i31.get_s", "i31.get_u"));
      }
    }
  }

  private String target() {
    return body.draw.of(
        "(ref $s0)",
        "(ref null $s1)",
        "(ref $a0)",
        "(ref $a1)",
        "(ref i31)",
        "(ref null struct)",
        "(ref array)",
        "(ref eq)",
        "(ref null none)");
  }

  private void struct(int depth) {
    switch (body.draw.below(6)) {
      case 0 -> {
        object(Layout.STRUCT, depth);
        body.emit("struct.get $s0 5");
      }
      case 1 -> {
        array(Layout.LINKS, depth);
        body.index("i32", 8);
        body.emit("array.get $a2");
      }
      case 2 -> body.value(Layout.SUB_STRUCT, depth - 1);
      case 3 -> cast("anyref", Layout.STRUCT, depth);
      default -> object(Layout.STRUCT, depth);
    }
  }

  /** A cast that is tried first, mostly by branching. */
  private void cast(String from, String to, int depth) {
    if (body.draw.once(8)) {
      body.value(from, depth - 1);
      body.emit("ref.cast " + to);
      return;
    }
    body.emit("block $cast (result " + to + ")");
    if (body.draw.once(2)) {
      body.value(from, depth - 1);
      body.emit("br_on_cast $cast " + from + " " + to);
      body.emit("drop");
    } else {
      body.emit("block $failed (result " + from + ")");
      body.value(from, depth - 1);
      body.emit("br_on_cast_fail $failed " + from + " " + to);
      body.emit("br $cast");
      body.emit("end");
      body.emit("drop");
    }
    make(to, 0);
    body.emit("end");
  }

  /** A structure that is mostly not null. */
  private void object(String type, int depth) {
    switch (body.draw.below(12)) {
      case 0 -> body.leaf(type);
      case 1, 2, 3 -> make(type, depth);
      default -> orMade(type);
    }
  }

  private void array(String type, int depth) {
    object(type, depth);
  }

  /** What is in a local, or something new where that is null. */
  private void orMade(String type) {
    String solid = type.replace("null ", "");
    if (body.draw.once(2)) {
      body.emit("block $there (result " + solid + ")");
      body.emit("local.get " + body.local(type));
      body.emit("br_on_non_null $there");
      make(type, 0);
      body.emit("end");
    } else {
      int local = body.local(type);
      body.emit("local.get " + local);
      body.emit("ref.is_null");
      body.emit("if");
      make(type, 0);
      body.emit("local.set " + local);
      body.emit("end");
      body.emit("local.get " + local);
    }
  }

  private void field(String field, int depth) {
    body.value(
        switch (field) {
          case "i8", "i16" -> "i32";
          case "wide" -> wide;
          case "link" -> Layout.STRUCT;
          default -> field;
        },
        depth);
  }

  /** Makes something new; not null. */
  private void make(String type, int depth) {
    Draw draw = body.draw;
    String name = type.substring(type.indexOf('$'), type.length() - 1);
    if (type.equals(Layout.STRUCT) || type.equals(Layout.SUB_STRUCT)) {
      if (depth <= 0 || draw.once(4)) {
        body.emit("struct.new_default " + name);
        return;
      }
      FIELDS.forEach(field -> field(field, depth - 2));
      if (type.equals(Layout.SUB_STRUCT)) {
        body.value("i64", depth - 2);
        body.value("anyref", depth - 2);
      }
      body.emit("struct.new " + name);
      return;
    }
    String element = element(type);
    switch (draw.below(depth <= 0 ? 2 : 5)) {
      case 0 -> {
        body.emit("i32.const " + draw.between(6, 12));
        body.emit("array.new_default " + name);
      }
      case 1 -> {
        body.leaf(element);
        body.emit("i32.const " + draw.between(6, 12));
        body.emit("array.new " + name);
      }
      case 2 -> {
        if (type.equals(Layout.LINKS)) {
          fixed(name, element, depth);
        } else {
          body.index("i32", 8);
          body.emit("i32.const " + draw.between(0, 5));
          body.emit("array.new_data " + name + " $d" + draw.between(1, Layout.SEGMENTS - 1));
        }
      }
      default -> fixed(name, element, depth);
    }
  }

  private void fixed(String name, String element, int depth) {
    int count = body.draw.below(10);
    for (int i = 0; i < count; i++) {
      body.value(element, depth - 3);
    }
    body.emit("array.new_fixed " + name + " " + count);
  }

  private static String element(String array) {
    return switch (array) {
      case Layout.NUMBERS -> "i64";
      case Layout.BYTES -> "i32";
      default -> Layout.STRUCT;
    };
  }

  void statement(int depth) {
    if (!any) {
      body.emit("nop");
      return;
    }
    Draw draw = body.draw;
    String type = draw.of(Layout.NUMBERS, Layout.BYTES, Layout.LINKS);
    String name = type.substring(type.indexOf('$'), type.length() - 1);
    switch (draw.below(8)) {
      case 0, 1, 2 -> {
        int field = draw.below(FIELDS.size());
        object(Layout.STRUCT, depth);
        field(FIELDS.get(field), depth - 1);
        body.emit("struct.set $s0 " + field);
      }
      case 3 -> {
        object(Layout.SUB_STRUCT, depth);
        body.value("anyref", depth - 1);
        body.emit("struct.set $s1 7");
      }
      case 4, 5 -> {
        array(type, depth);
        body.index("i32", 8);
        body.value(element(type), depth - 1);
        body.emit("array.set " + name);
      }
      case 6 -> {
        array(type, depth);
        body.index("i32", 4);
        body.value(element(type), depth - 1);
        body.index("i32", 4);
        body.emit("array.fill " + name);
      }
      default -> {
        array(type, depth);
        body.index("i32", 4);
        if (draw.once(2) && !type.equals(Layout.LINKS)) {
          body.index("i32", 8);
          body.index("i32", 4);
          body.emit("array.init_data " + name + " $d" + draw.between(1, Layout.SEGMENTS - 1));
        } else {
          array(type, depth);
          body.index("i32", 4);
          body.index("i32", 4);
          body.emit("array.copy " + name + " " + name);
        }
      }
    }
  }
}
