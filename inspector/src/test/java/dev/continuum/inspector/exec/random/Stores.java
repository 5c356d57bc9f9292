package dev.continuum.inspector.exec.random;

/** Writes what concerns memories and tables as a whole, and their segments. */
final class Stores {
  private final BodyWriter body;

  Stores(BodyWriter body) {
    this.body = body;
  }

  void value(String type, int depth) {
    Draw draw = body.draw;
    Layout layout = body.layout;
    switch (type) {
      case "i32", "i64" -> size(type, depth);
      case "funcref" -> {
        Layout.Space table = draw.of(layout.tables);
        body.index(table.address(), 8);
        body.emit("table.get " + table.name());
      }
      case "externref" -> {
        body.index("i32", 4);
        body.emit("table.get $ext");
      }
      default -> body.leaf(type);
    }
  }

  private void size(String type, int depth) {
    Draw draw = body.draw;
    var memories = body.layout.memories.stream().filter(m -> m.address().equals(type)).toList();
    var tables = body.layout.tables.stream().filter(t -> t.address().equals(type)).toList();
    switch (draw.below(6)) {
      case 0, 1 -> {
        if (!memories.isEmpty()) {
          String memory = draw.of(memories).name();
          if (draw.once(3)) {
            body.index(type, 4);
            body.emit("memory.grow " + memory);
          } else {
            body.emit("memory.size " + memory);
          }
          return;
        }
      }
      case 2, 3 -> {
        if (!tables.isEmpty()) {
          String table = draw.of(tables).name();
          if (draw.once(3)) {
            body.value("funcref", depth - 1);
            body.index(type, 8);
            body.emit("table.grow " + table);
          } else {
            body.emit("table.size " + table);
          }
          return;
        }
      }
      default -> {
        if (type.equals("i32")) {
          String reference =
              draw.of(body.layout.distinct().stream().filter(Layout::isReference).toList());
          body.value(reference, depth - 1);
          body.emit("ref.is_null");
          return;
        }
      }
    }
    body.leaf(type);
  }

  void statement(int depth) {
    Draw draw = body.draw;
    Layout.Space memory = draw.of(body.layout.memories);
    Layout.Space table = draw.of(body.layout.tables);
    switch (draw.below(13)) {
      case 0 -> {
        body.index(memory.address(), 1 << 15);
        body.value("i32", depth - 1);
        body.index(memory.address(), 1 << 15);
        body.emit("memory.fill " + memory.name());
      }
      case 1, 2 -> {
        Layout.Space source = draw.once(2) ? memory : draw.of(body.layout.memories);
        body.index(memory.address(), 1 << 15);
        body.index(source.address(), 1 << 15);
        body.index(memory.is64() && source.is64() ? "i64" : "i32", draw.once(2) ? 32 : 1 << 15);
        body.emit("memory.copy " + memory.name() + " " + source.name());
      }
      case 3, 4 -> {
        body.index(memory.address(), 1 << 15);
        body.index("i32", 32);
        body.index("i32", 16);
        body.emit("memory.init " + memory.name() + segment(" $d"));
      }
      case 5 -> {
        if (draw.once(6)) {
          body.emit("data.drop" + segment(" $d"));
        }
      }
      case 6, 7 -> {
        body.index(table.address(), 8);
        body.value("funcref", depth - 1);
        body.emit("table.set " + table.name());
      }
      case 8 -> {
        body.index(table.address(), 8);
        body.value("funcref", depth - 1);
        body.index(table.address(), 4);
        body.emit("table.fill " + table.name());
      }
      case 9 -> {
        Layout.Space source = draw.of(body.layout.tables);
        body.index(table.address(), 8);
        body.index(source.address(), 8);
        body.index(table.is64() && source.is64() ? "i64" : "i32", 4);
        body.emit("table.copy " + table.name() + " " + source.name());
      }
      case 10 -> {
        body.index(table.address(), 8);
        body.index("i32", 4);
        body.index("i32", 4);
        body.emit("table.init " + table.name() + segment(" $el"));
      }
      case 11 -> {
        if (draw.once(6)) {
          body.emit("elem.drop" + segment(" $el"));
        }
      }
      default -> {
        body.index("i32", 4);
        body.value("externref", depth - 1);
        body.emit("table.set $ext");
      }
    }
  }

  private String segment(String name) {
    // The first is gone as soon as the module is there.
    return name + (body.draw.once(20) ? 0 : body.draw.between(1, Layout.SEGMENTS - 1));
  }
}
