package dev.continuum.inspector.exec.random;

import java.util.ArrayList;
import java.util.List;

/** Writes blocks, loops that end, branches and returns. */
final class Blocks {
  /** A label that can be branched to, and what a branch takes along. */
  record Label(String name, List<String> types, boolean loop) {}

  private final BodyWriter body;
  private final List<Label> labels = new ArrayList<>();
  private int count;

  Blocks(BodyWriter body) {
    this.body = body;
  }

  Label open(List<String> types, boolean loop) {
    Label label = new Label("$l" + count++, types, loop);
    labels.add(label);
    return label;
  }

  void close() {
    labels.removeLast();
  }

  void statements(int number) {
    for (int i = 0; i < number; i++) {
      body.statement(3);
    }
  }

  private int few() {
    return body.isRoomy() && labels.size() < 8 ? body.draw.below(4) : 0;
  }

  /** A block of any kind that leaves a value. */
  void valued(String type, int depth) {
    List<String> types = List.of(type);
    switch (body.draw.below(3)) {
      case 0 -> {
        Label label = open(types, false);
        body.emit("block " + label.name + " (result " + type + ")");
        statements(few());
        body.value(type, depth - 1);
      }
      case 1 -> {
        Label label = open(List.of(), true);
        body.emit("loop " + label.name + " (result " + type + ")");
        statements(few());
        body.value(type, depth - 1);
      }
      default -> {
        body.value("i32", depth - 1);
        Label label = open(types, false);
        body.emit("if " + label.name + " (result " + type + ")");
        statements(few());
        body.value(type, depth - 1);
        body.emit("else");
        statements(few());
        body.value(type, depth - 1);
      }
    }
    body.emit("end");
    close();
  }

  /** A value that may be taken along by a branch. */
  void branchWith(String type, int depth) {
    List<Label> fitting =
        labels.stream().filter(label -> !label.loop && label.types.equals(List.of(type))).toList();
    if (fitting.isEmpty()) {
      valued(type, depth);
      return;
    }
    body.value(type, depth - 1);
    body.value("i32", depth - 1);
    body.emit("br_if " + body.draw.of(fitting).name);
  }

  void statement(int depth) {
    if (!body.isRoomy() || labels.size() > 8) {
      body.emit("nop");
      return;
    }
    switch (body.draw.below(10)) {
      case 0, 1 -> condition(depth);
      case 2 -> withParameters(false, depth);
      case 3 -> withParameters(true, depth);
      case 4, 5 -> repeat(depth);
      case 6 -> plain();
      default -> leave(depth);
    }
  }

  private void condition(int depth) {
    body.value("i32", depth);
    Label label = open(List.of(), false);
    body.emit("if " + label.name);
    statements(1 + few());
    if (body.draw.once(2)) {
      body.emit("else");
      statements(1 + few());
    }
    body.emit("end");
    close();
  }

  private void plain() {
    Label label = open(List.of(), false);
    body.emit("block " + label.name);
    statements(1 + few());
    body.emit("end");
    close();
  }

  /** Values lie below the statements of the block that takes them. */
  private void withParameters(boolean loop, int depth) {
    List<String> parameters = body.layout.types(body.draw, 4);
    List<String> results = body.layout.types(body.draw, 4);
    body.values(parameters, depth - 1);
    Label label = open(loop ? parameters : results, loop);
    body.emit(
        (loop ? "loop " : "block ")
            + label.name
            + Layout.list("param", parameters)
            + Layout.list("result", results));
    statements(few());
    parameters.reversed().forEach(body::take);
    statements(few());
    body.values(results, depth - 1);
    body.emit("end");
    close();
    statements(body.draw.below(2));
    results.reversed().forEach(body::take);
  }

  private void repeat(int depth) {
    Label label = open(List.of(), true);
    body.emit("loop " + label.name);
    statements(1 + few());
    if (body.draw.once(2)) {
      body.burn(1);
      body.value("i32", depth);
      fuelled();
      body.emit("i32.and");
      body.emit("br_if " + label.name);
    } else {
      body.value("i32", depth);
      fuelled();
      body.emit("i32.and");
      body.emit("if");
      body.burn(1);
      body.emit("br " + label.name);
      body.emit("end");
    }
    body.emit("end");
    close();
  }

  /** Leaves 1 while there is fuel. */
  private void fuelled() {
    body.emit("global.get $fuel");
    body.emit("i32.const 0");
    body.emit("i32.gt_s");
  }

  /** A branch or return; one backwards only while there is fuel. */
  private void leave(int depth) {
    Draw draw = body.draw;
    boolean conditional = !draw.once(4);
    if (conditional) {
      body.value("i32", depth);
      if (draw.once(2)) {
        fuelled();
        body.emit("i32.and");
      }
      body.emit("if");
    }
    if (labels.isEmpty() || draw.once(6)) {
      body.values(body.function.type().results(), depth - 1);
      body.emit("return");
    } else if (draw.once(60)) {
      body.emit("unreachable");
    } else {
      branch(draw.of(labels), depth);
    }
    if (conditional) {
      body.emit("end");
    }
  }

  private void branch(Label label, int depth) {
    Draw draw = body.draw;
    List<Label> alike = labels.stream().filter(each -> each.types.equals(label.types)).toList();
    boolean backwards = alike.stream().anyMatch(Label::loop);
    if (backwards) {
      fuelled();
      body.emit("if");
      body.burn(1);
    }
    body.values(label.types, depth - 1);
    if (draw.once(2)) {
      StringBuilder text = new StringBuilder("br_table");
      for (int i = draw.below(6); i >= 0; i--) {
        text.append(' ').append(draw.of(alike).name);
      }
      body.index("i32", 8);
      body.emit(text.toString());
    } else if (draw.once(3)) {
      body.value("i32", depth - 1);
      body.emit("br_if " + label.name);
      label.types.reversed().forEach(body::take);
    } else {
      body.emit("br " + label.name);
    }
    if (backwards) {
      body.emit("end");
    }
  }
}
