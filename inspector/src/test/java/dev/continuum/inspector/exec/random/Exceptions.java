package dev.continuum.inspector.exec.random;

import java.util.ArrayList;
import java.util.List;

/** Writes throws, both kinds of blocks that catch, and tail calls. */
final class Exceptions {
  private final BodyWriter body;
  private final Blocks blocks;
  private final Profile profile;

  Exceptions(BodyWriter body, Blocks blocks) {
    this.body = body;
    this.blocks = blocks;
    profile = body.layout.profile;
  }

  /** Leaves a value that a block has caught, perhaps; false when it does not. */
  boolean value(String type, int depth) {
    if (!profile.has(Part.EXCEPTIONS) || !body.isRoomy() || !type.equals("i32")) {
      return false;
    }
    Blocks.Label caught = blocks.open(List.of(type), false);
    body.emit("block " + caught.name() + " (result i32)");
    Blocks.Label tried = blocks.open(List.of(type), false);
    body.emit("try_table " + tried.name() + " (result i32) (catch $e1 " + caught.name() + ")");
    blocks.statements(body.draw.below(3));
    body.value(type, depth - 1);
    body.emit("end");
    blocks.close();
    body.emit("end");
    blocks.close();
    return true;
  }

  void statement(int depth) {
    if (!body.isRoomy()) {
      body.emit("nop");
      return;
    }
    switch (body.draw.below(6)) {
      case 0 -> tailCall(depth);
      case 1 -> throwing(depth);
      case 2, 3 -> table();
      default -> legacy(depth);
    }
  }

  private void tailCall(int depth) {
    Draw draw = body.draw;
    List<Layout.Function> fitting =
        body.layout.functions.stream()
            .filter(each -> each.type().results().equals(body.function.type().results()))
            .toList();
    if (!profile.has(Part.TAIL_CALLS) || fitting.isEmpty()) {
      body.emit("nop");
      return;
    }
    Layout.Function callee = draw.of(fitting);
    body.value("i32", depth - 1);
    body.emit("if");
    body.values(callee.type().parameters(), depth - 1);
    switch (draw.below(profile.has(Part.AGGREGATES) ? 3 : 2)) {
      case 0 -> body.emit("return_call " + callee.name());
      case 1 -> {
        Layout.Space table = draw.of(body.layout.tables);
        body.index(table.address(), 16);
        body.emit("return_call_indirect " + table.name() + " (type " + callee.type().name() + ")");
      }
      default -> {
        body.emit("ref.func " + callee.name());
        body.emit("return_call_ref " + callee.type().name());
      }
    }
    body.emit("end");
  }

  private void throwing(int depth) {
    if (body.layout.tags.isEmpty()) {
      body.emit("nop");
      return;
    }
    body.value("i32", depth - 1);
    body.emit("if");
    if (profile.has(Part.EXCEPTIONS) && body.draw.once(4)) {
      body.value("exnref", depth - 1);
      body.emit("throw_ref");
    } else {
      Layout.Tag tag = body.draw.of(body.layout.tags);
      body.values(tag.parameters(), depth - 1);
      body.emit("throw " + tag.name());
    }
    body.emit("end");
  }

  /** A {@code try_table} within blocks for what it catches. */
  private void table() {
    if (!profile.has(Part.EXCEPTIONS)) {
      body.emit("nop");
      return;
    }
    Draw draw = body.draw;
    Layout.Tag tag = draw.of(body.layout.tags);
    boolean reference = draw.once(2);
    List<String> types = new ArrayList<>(tag.parameters());
    if (reference) {
      types.add("exnref");
    }
    Blocks.Label all = blocks.open(List.of(), false);
    body.emit("block " + all.name());
    Blocks.Label caught = blocks.open(types, false);
    body.emit("block " + caught.name() + Layout.list("result", types));
    StringBuilder clauses = new StringBuilder();
    clauses.append(reference ? " (catch_ref " : " (catch ");
    clauses.append(tag.name()).append(' ').append(caught.name()).append(')');
    if (!draw.once(4)) {
      clauses.append(" (catch_all ").append(all.name()).append(')');
    }
    Blocks.Label tried = blocks.open(List.of(), false);
    body.emit("try_table " + tried.name() + clauses);
    blocks.statements(draw.between(1, 3));
    body.emit("end");
    blocks.close();
    body.values(types, 1);
    body.emit("end");
    blocks.close();
    types.reversed().forEach(body::take);
    body.emit("end");
    blocks.close();
  }

  /** A {@code try} of the first form of exceptions. */
  private void legacy(int depth) {
    if (!profile.has(Part.LEGACY_EXCEPTIONS)) {
      body.emit("nop");
      return;
    }
    Draw draw = body.draw;
    if (draw.once(4)) {
      Blocks.Label around = blocks.open(List.of(), false);
      body.emit("block " + around.name());
      Blocks.Label tried = blocks.open(List.of(), false);
      body.emit("try " + tried.name());
      blocks.statements(draw.between(1, 2));
      body.emit("delegate " + around.name());
      blocks.close();
      body.emit("end");
      blocks.close();
      return;
    }
    Blocks.Label label = blocks.open(List.of(), false);
    body.emit("try " + label.name());
    blocks.statements(draw.between(1, 3));
    Layout.Tag tag = draw.of(body.layout.tags);
    body.emit("catch " + tag.name());
    blocks.statements(draw.below(2));
    tag.parameters().reversed().forEach(body::take);
    again(label, depth);
    if (!draw.once(3)) {
      body.emit("catch_all");
      blocks.statements(draw.below(2));
      again(label, depth);
    }
    body.emit("end");
    blocks.close();
  }

  private void again(Blocks.Label label, int depth) {
    if (body.draw.once(3)) {
      body.value("i32", depth - 1);
      body.emit("if");
      body.emit("rethrow " + label.name());
      body.emit("end");
    }
  }
}
