package dev.continuum.ide.debug;

import dev.continuum.ide.guest.Program;
import dev.continuum.inspector.binary.OperandFlow;
import dev.continuum.inspector.debug.DebugBackend;
import dev.continuum.inspector.debug.FrameInfo;
import dev.continuum.inspector.debug.expression.Cell;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.debug.expression.Scope;
import dev.continuum.inspector.debug.origin.OriginStep;
import dev.continuum.inspector.debug.value.ValueFormat;
import dev.continuum.inspector.syntax.Opcode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of the operands of an instruction. */
final class OperandQuestions {
  /** More operands than this are asked for in the panel of the stack. */
  private static final int MOST = 4;

  private OperandQuestions() {}

  /**
   * Where the value of a place came from.
   *
   * @param subject what is asked for, in words: {@code the address 65543}
   * @param tick when the place has the value, in the innermost frame
   */
  record Question(String subject, long tick, int level, Place place) {
    String text() {
      return "Where did " + subject + " come from?";
    }
  }

  /** Of the instruction that is next: its operands, or at least what lies on the top. */
  static List<Question> here(Program program, DebugBackend backend) {
    List<FrameInfo> frames = backend.frames(0, 1);
    if (frames.isEmpty()) {
      return List.of();
    }
    FrameInfo frame = frames.getFirst();
    OperandFlow.Use use =
        new OperandFlow(program.module(), program.bytes()).use(frame.function(), frame.offset());
    Scope scope = backend.scope(0);
    int taken = use == null ? 0 : use.taken();
    if (use != null && takesIndex(use.opcode())) {
      taken = 1;
    }
    int count = Math.min(scope.stackSize(), Math.clamp(taken, 1, MOST));
    List<Question> questions = new ArrayList<>();
    Cell cell = new Cell();
    for (int depth = count - 1; depth >= 0; depth--) {
      scope.stack(depth, cell);
      String role = use == null ? null : role(use.opcode(), depth, taken);
      String value = OriginRow.text(cell.value(), role == null ? ValueFormat.SIGNED : format(role));
      questions.add(
          new Question(
              role == null ? value : "the " + role + " " + value,
              backend.tick(),
              0,
              new Place.Stack(depth)));
    }
    return questions;
  }

  /** Of what a computation was made of. */
  static List<Question> of(OriginStep step) {
    return step.operands().stream()
        .skip(Math.max(0, step.operands().size() - MOST))
        .map(operand ->
            new Question(
                OriginRow.text(operand.value(), ValueFormat.SIGNED),
                step.tick(),
                0,
                operand.place()))
        .toList();
  }

  private static ValueFormat format(String role) {
    return switch (role) {
      case "address", "index" -> ValueFormat.UNSIGNED;
      default -> ValueFormat.SIGNED;
    };
  }

  private static boolean takesIndex(Opcode opcode) {
    return opcode == Opcode.CALL_INDIRECT || opcode == Opcode.RETURN_CALL_INDIRECT;
  }

  /**
   * What an operand is to its instruction; null where there is no better word than its value.
   *
   * @param taken how many operands the instruction takes
   */
  private static @Nullable String role(Opcode opcode, int depth, int taken) {
    String mnemonic = opcode.mnemonic();
    if (opcode.accessesMemory()) {
      return depth == taken - 1 ? "address" : "value";
    }
    return switch (opcode) {
      case CALL_INDIRECT, RETURN_CALL_INDIRECT, TABLE_GET -> "index";
      case TABLE_SET -> depth == 1 ? "index" : "value";
      case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> depth == 1 ? "array" : "index";
      case ARRAY_SET -> depth == 2 ? "array" : depth == 1 ? "index" : "value";
      case STRUCT_SET -> depth == 1 ? "structure" : "value";
      case MEMORY_FILL, MEMORY_COPY, MEMORY_INIT ->
          switch (depth) {
            case 0 -> "length";
            case 2 -> "target";
            default -> mnemonic.equals("memory.fill") ? "value" : "source";
          };
      default ->
          mnemonic.contains(".div_") || mnemonic.contains(".rem_")
              ? depth == 0 ? "divisor" : "dividend"
              : null;
    };
  }
}
