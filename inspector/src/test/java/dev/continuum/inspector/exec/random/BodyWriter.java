package dev.continuum.inspector.exec.random;

import dev.continuum.inspector.syntax.Immediate;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Operand;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the body of a function: instructions that leave a value of a type, and statements, which
 * leave nothing. Every value is made where it is used, so that whatever comes out is valid.
 */
final class BodyWriter {
  final Layout layout;
  final Draw draw;
  final Layout.Function function;
  final List<String> locals = new ArrayList<>();
  private final int parameters;
  private final Instructions instructions;
  private final StringBuilder out = new StringBuilder();
  private final Blocks blocks;
  private final Stores stores;
  private final Aggregates aggregates;
  private final Exceptions exceptions;
  private int left;

  BodyWriter(Layout layout, Instructions instructions, Layout.Function function, Draw draw) {
    this.layout = layout;
    this.draw = draw;
    this.function = function;
    this.instructions = instructions;
    locals.addAll(function.type().parameters());
    parameters = locals.size();
    // One of each type at least: what is on the stack can always be put somewhere.
    locals.addAll(layout.distinct());
    locals.addAll(layout.types(draw, 5));
    left = draw.between(10, 120);
    blocks = new Blocks(this);
    stores = new Stores(this);
    aggregates = new Aggregates(this);
    exceptions = new Exceptions(this, blocks);
  }

  /** The whole function. */
  String write() {
    emit("global.get $fuel");
    emit("i32.const 0");
    emit("i32.le_s");
    emit("if");
    for (String type : function.type().results()) {
      emit(Layout.isReference(type) ? Layout.nothing(type) : zero(type));
    }
    emit("return");
    emit("end");
    burn(3);
    blocks.statements(draw.between(2, 8));
    for (String type : function.type().results()) {
      value(type, 4);
    }
    StringBuilder head = new StringBuilder("(func ").append(function.name());
    head.append(" (type ").append(function.type().name()).append(')');
    head.append(Layout.list("param", function.type().parameters()));
    head.append(Layout.list("result", function.type().results()));
    head.append(Layout.list("local", locals.subList(parameters, locals.size())));
    head.append(" (local $nan32 f32) (local $nan64 f64)");
    head.append(layout.profile.has(Part.VECTORS) ? " (local $nanv v128)\n" : "\n");
    return head.append(out).append(")\n").toString();
  }

  static String zero(String type) {
    return type.equals("v128") ? "v128.const i64x2 0 0" : type + ".const 0";
  }

  void emit(String instruction) {
    out.append(instruction).append('\n');
  }

  /** Takes some fuel away. */
  void burn(int amount) {
    emit("global.get $fuel");
    emit("i32.const " + amount);
    emit("i32.sub");
    emit("global.set $fuel");
  }

  /** Whether there is room for more than what is needed. */
  boolean isRoomy() {
    return left > 0;
  }

  // Values

  void values(List<String> types, int depth) {
    types.forEach(type -> value(type, depth));
  }

  /** Leaves a value of a type. */
  void value(String type, int depth) {
    left--;
    if (depth <= 0 || left <= 0) {
      leaf(type);
      return;
    }
    List<Opcode> makers = instructions.resultingIn(type);
    switch (draw.below(20)) {
      case 0, 1 -> leaf(type);
      case 2 -> tee(type, depth);
      case 3 -> select(type, depth);
      case 4 -> blocks.valued(type, depth);
      case 5 -> call(type, depth);
      case 6 -> blocks.branchWith(type, depth);
      case 7 -> stores.value(type, depth);
      case 8, 9 -> {
        if (!exceptions.value(type, depth)) {
          aggregates.value(type, depth);
        }
      }
      default -> {
        if (makers.isEmpty()) {
          aggregates.value(type, depth);
        } else {
          instruction(draw.of(makers), depth);
        }
      }
    }
  }

  /** Leaves a value of a type without computing it. */
  void leaf(String type) {
    switch (draw.below(4)) {
      case 0 -> emit(layout.constant(type, draw));
      case 1 -> emit("global.get " + global(type, false));
      default -> emit("local.get " + local(type));
    }
  }

  /** The index of some local of a type. */
  int local(String type) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < locals.size(); i++) {
      if (locals.get(i).equals(type)) {
        fitting.add(i);
      }
    }
    return draw.of(fitting);
  }

  String global(String type, boolean mutable) {
    return draw.of(
            layout.globals.stream()
                .filter(global -> global.type().equals(type) && (global.mutable() || !mutable))
                .toList())
        .name();
  }

  private void tee(String type, int depth) {
    value(type, depth - 1);
    emit("local.tee " + local(type));
  }

  private void select(String type, int depth) {
    value(type, depth - 1);
    value(type, depth - 1);
    value("i32", depth - 1);
    emit(Layout.isReference(type) || draw.once(3) ? "select (result " + type + ")" : "select");
  }

  /** Calls a function that results in a type at last, and keeps the last result only. */
  private void call(String type, int depth) {
    List<Layout.Function> fitting =
        layout.functions.stream()
            .filter(each -> !each.type().results().isEmpty())
            .filter(each -> each.type().results().getFirst().equals(type))
            .toList();
    if (fitting.isEmpty()) {
      leaf(type);
      return;
    }
    Layout.Function callee = draw.of(fitting);
    call(callee, depth);
    for (int i = callee.type().results().size() - 1; i > 0; i--) {
      take(callee.type().results().get(i));
    }
  }

  /** Calls a function directly or through a table or reference. */
  void call(Layout.Function callee, int depth) {
    values(callee.type().parameters(), depth - 1);
    if (layout.profile.has(Part.AGGREGATES) && draw.once(4)) {
      emit("ref.func " + callee.name());
      emit("call_ref " + callee.type().name());
    } else if (draw.once(4)) {
      Layout.Space table = draw.of(layout.tables);
      index(table.address(), 16);
      emit("call_indirect " + table.name() + " (type " + callee.type().name() + ")");
    } else {
      emit("call " + callee.name());
    }
  }

  /** Takes the topmost value away. */
  void take(String type) {
    switch (draw.below(3)) {
      case 0 -> emit("drop");
      case 1 -> emit("global.set " + global(type, true));
      default -> emit("local.set " + local(type));
    }
  }

  /** Leaves a number that is mostly below a power of two. */
  void index(String address, int bound) {
    value(address, 2);
    if (layout.profile.near() || !draw.once(40)) {
      emit(address + ".const " + (bound - 1));
      emit(address + ".and");
    }
  }

  /** Writes an instruction of the table with its operands. */
  private void instruction(Opcode chosen, int depth) {
    Opcode opcode = mild(chosen);
    Layout.Space memory = draw.of(layout.memories);
    for (Operand operand : opcode.stackType().parameters()) {
      if (operand == Operand.ADDRESS) {
        address(memory, opcode);
      } else {
        value(operand == Operand.REF_I31 ? "i31ref" : word(operand), depth - 1);
      }
    }
    if (opcode.mnemonic().contains("div_") || opcode.mnemonic().contains("rem_")) {
      if (!draw.once(20)) {
        String type = opcode.mnemonic().substring(0, 3);
        emit(type + ".const " + (draw.once(2) ? 1 : 6));
        emit(type + ".or");
      }
    }
    StringBuilder text = new StringBuilder(opcode.mnemonic());
    for (Immediate immediate : opcode.immediates().textOrder()) {
      switch (immediate) {
        case MEMARG -> text.append(memarg(memory, opcode));
        case LANE -> text.append(' ').append(draw.below(opcode.lanes()));
        case LANES -> {
          for (int i = 0; i < 16; i++) {
            text.append(' ').append(draw.below(32));
          }
        }
        default -> throw new IllegalStateException(opcode + " has " + immediate);
      }
    }
    emit(text.toString());
    if (layout.profile.oneNan() && Instructions.computesNan(opcode)) {
      oneNan(opcode.mnemonic());
    }
  }

  private static String word(Operand operand) {
    // An array of any type: our types have one of each kind.
    return operand == Operand.ARRAYREF ? Layout.NUMBERS : operand.toString();
  }

  /** Mostly another instruction in place of one that traps easily. */
  private Opcode mild(Opcode opcode) {
    String name = opcode.mnemonic();
    if (name.contains(".trunc_f") && !draw.once(8)) {
      Opcode saturating = Opcode.named(name.replace(".trunc_f", ".trunc_sat_f"));
      if (saturating != null) {
        return saturating;
      }
    }
    return opcode;
  }

  /** Leaves an address that mostly exists, and is aligned where that matters. */
  void address(Layout.Space memory, Opcode opcode) {
    String type = memory.address();
    value(type, 2);
    if (draw.once(60) && !layout.profile.near()) {
      return;
    }
    int mask = draw.once(3) ? 0xffff : draw.once(2) ? 0xff : 0x3fff;
    if (opcode.mnemonic().contains("atomic") && !draw.once(30)) {
      mask &= -1 << opcode.accessLog2();
    }
    emit(type + ".const " + mask);
    emit(type + ".and");
  }

  private String memarg(Layout.Space memory, Opcode opcode) {
    long offset =
        draw.once(3)
            ? draw.below(64) & -1L << opcode.accessLog2()
            : draw.once(200) && !layout.profile.near()
                ? 0xffff_fff0L
                : draw.once(20) ? draw.below(1 << 18) : 0;
    if (opcode.mnemonic().contains("atomic")) {
      offset &= -1L << opcode.accessLog2();
    }
    String align =
        opcode.mnemonic().contains("atomic") || draw.once(2)
            ? ""
            : " align=" + (1 << draw.below(opcode.accessLog2() + 1));
    return " " + memory.name() + (offset == 0 ? "" : " offset=" + offset) + align;
  }

  /** Makes a NaN on top the canonical one. */
  private void oneNan(String mnemonic) {
    String shape = mnemonic.substring(0, mnemonic.indexOf('.'));
    boolean vector = shape.contains("x");
    String local = vector ? "$nanv" : "$nan" + shape.substring(1);
    emit("local.tee " + local);
    emit(
        switch (shape) {
          case "f32x4" -> "v128.const f32x4 nan nan nan nan";
          case "f64x2" -> "v128.const f64x2 nan nan";
          default -> shape + ".const nan";
        });
    emit("local.get " + local);
    emit("local.get " + local);
    emit(shape + ".eq");
    emit(vector ? "v128.bitselect" : "select");
  }

  // Statements

  /** Writes a statement. */
  void statement(int depth) {
    left--;
    switch (draw.below(24)) {
      case 0, 1, 2, 3 -> {
        String type = draw.of(layout.valueTypes);
        value(type, depth);
        emit("local.set " + local(type));
      }
      case 4, 5 -> {
        String type = draw.of(layout.valueTypes);
        value(type, depth);
        emit("global.set " + global(type, true));
      }
      case 6, 7, 8 -> instruction(draw.of(instructions.stores()), depth);
      case 9 -> {
        value(draw.of(layout.valueTypes), depth);
        emit("drop");
      }
      case 10, 11 -> {
        Layout.Function callee = draw.of(layout.functions);
        call(callee, depth);
        callee.type().results().reversed().forEach(this::take);
      }
      case 12, 13 -> stores.statement(depth);
      case 14, 15 -> aggregates.statement(depth);
      case 16, 17 -> exceptions.statement(depth);
      case 18 -> {
        if (instructions.pairs().isEmpty()) {
          emit("nop");
        } else {
          instruction(draw.of(instructions.pairs()), depth);
          take("i64");
          take("i64");
        }
      }
      default -> blocks.statement(depth);
    }
  }
}
