package dev.continuum.inspector.text.script;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.text.FieldKind;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.TextRange;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import dev.continuum.inspector.text.assemble.VectorConstants;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the commands of a {@link Script}. */
final class ScriptReader {
  private final SyntaxTree tree;
  private final TokenReader.Problems problems;
  private final TokenReader in;
  private final List<ScriptCommand> commands = new ArrayList<>();

  ScriptReader(SyntaxTree tree) {
    this.tree = tree;
    this.problems = new TokenReader.Problems(tree);
    this.in = new TokenReader(tree, problems);
  }

  Script read() {
    in.moveTo(0);
    Keyword first = in.listKeyword();
    FieldKind field = first == null ? null : FieldKind.of(first);
    if (field != null && field != FieldKind.MODULE || first == Keyword.REC) {
      ScriptModule whole = new ScriptModule(tree, -1, ScriptModule.Form.TEXT, false, null);
      commands.add(new ScriptCommand.Define(whole.range(), whole));
      return new Script(commands, List.of());
    }
    while (in.at() < tree.size() && !in.isFull()) {
      int node = in.at();
      try {
        commands.add(command(node));
      } catch (Refusal noted) {
        // The reason has been noted; the next command is read.
      }
      in.moveTo(Math.max(tree.next(node), node + 1));
    }
    return new Script(commands, problems.list());
  }

  private TextRange range(int node) {
    return new TextRange(tree.start(node), tree.nodeEnd(node));
  }

  private ScriptCommand command(int list) throws Refusal {
    Keyword keyword = in.listKeyword();
    if (keyword == null) {
      throw in.unexpected("a command");
    }
    return switch (keyword) {
      case MODULE -> module(list);
      case REGISTER -> {
        in.takeList(keyword);
        String name = string();
        String module = id();
        in.leave(list);
        yield new ScriptCommand.Register(range(list), name, module);
      }
      case INVOKE, GET -> new ScriptCommand.Perform(range(list), action());
      case ASSERT_RETURN -> {
        in.takeList(keyword);
        ScriptCommand.Action action = action();
        List<ScriptValue> results = values(list);
        in.leave(list);
        yield new ScriptCommand.AssertReturn(range(list), action, results);
      }
      case ASSERT_TRAP -> {
        in.takeList(keyword);
        yield in.isList(Keyword.MODULE)
            ? refused(list, ScriptCommand.Refusal.TRAP)
            : failure(list, ScriptCommand.Failure.TRAP);
      }
      case ASSERT_EXHAUSTION -> {
        in.takeList(keyword);
        yield failure(list, ScriptCommand.Failure.EXHAUSTION);
      }
      case ASSERT_EXCEPTION -> {
        in.takeList(keyword);
        yield failure(list, ScriptCommand.Failure.EXCEPTION);
      }
      case ASSERT_MALFORMED,
          ASSERT_MALFORMED_CUSTOM,
          ASSERT_INVALID,
          ASSERT_INVALID_CUSTOM,
          ASSERT_UNLINKABLE -> {
        in.takeList(keyword);
        yield refused(list, refusal(keyword));
      }
      default -> throw in.unexpected("a command");
    };
  }

  private static ScriptCommand.Refusal refusal(Keyword keyword) {
    return switch (keyword) {
      case ASSERT_MALFORMED -> ScriptCommand.Refusal.MALFORMED;
      case ASSERT_MALFORMED_CUSTOM -> ScriptCommand.Refusal.MALFORMED_CUSTOM;
      case ASSERT_INVALID -> ScriptCommand.Refusal.INVALID;
      case ASSERT_INVALID_CUSTOM -> ScriptCommand.Refusal.INVALID_CUSTOM;
      default -> ScriptCommand.Refusal.UNLINKABLE;
    };
  }

  private ScriptCommand module(int list) throws Refusal {
    int head = in.head(list);
    in.moveTo(head + 1);
    if (in.take(Keyword.INSTANCE)) {
      String id = id();
      String definition = id();
      in.leave(list);
      return new ScriptCommand.Instantiate(range(list), id, definition);
    }
    return new ScriptCommand.Define(range(list), scriptModule(list));
  }

  private ScriptModule scriptModule(int list) {
    in.moveTo(in.head(list) + 1);
    boolean definition = in.take(Keyword.DEFINITION);
    String id = id();
    ScriptModule.Form form =
        in.is(Keyword.BINARY)
            ? ScriptModule.Form.BINARY
            : in.is(Keyword.QUOTE) ? ScriptModule.Form.QUOTE : ScriptModule.Form.TEXT;
    in.skip(list);
    return new ScriptModule(tree, list, form, definition, id);
  }

  private ScriptCommand refused(int list, ScriptCommand.Refusal refusal) throws Refusal {
    if (!in.isList(Keyword.MODULE)) {
      throw in.unexpected("a module");
    }
    ScriptModule module = scriptModule(in.at());
    String message = string();
    in.leave(list);
    return new ScriptCommand.AssertRefused(range(list), refusal, module, message);
  }

  private ScriptCommand failure(int list, ScriptCommand.Failure failure) throws Refusal {
    ScriptCommand.Action action = action();
    String message = failure == ScriptCommand.Failure.EXCEPTION ? "" : string();
    in.leave(list);
    return new ScriptCommand.AssertFailure(range(list), failure, action, message);
  }

  private ScriptCommand.Action action() throws Refusal {
    int list = in.at();
    boolean invoke = in.isList(Keyword.INVOKE);
    if (!invoke && !in.isList(Keyword.GET)) {
      throw in.unexpected("an action: (invoke …) or (get …)");
    }
    in.moveTo(in.head(list) + 1);
    String module = id();
    String name = string();
    List<ScriptValue> arguments = invoke ? values(list) : List.of();
    in.leave(list);
    return invoke
        ? new ScriptCommand.Invoke(module, name, arguments)
        : new ScriptCommand.Get(module, name);
  }

  private @Nullable String id() {
    int id = in.takeId();
    return id < 0 ? null : tree.text(id);
  }

  private String string() throws Refusal {
    if (!in.isString()) {
      throw in.unexpected("a string");
    }
    BinaryWriter bytes = new BinaryWriter();
    in.string(bytes);
    return new String(bytes.array(), 0, bytes.size(), StandardCharsets.UTF_8);
  }

  private List<ScriptValue> values(int list) throws Refusal {
    List<ScriptValue> values = new ArrayList<>();
    while (in.at() != in.close(list)) {
      values.add(value(0));
    }
    return values;
  }

  private ScriptValue value(int depth) throws Refusal {
    int list = in.at();
    if (!in.isOpen() || depth > 1) {
      throw in.unexpected("a value in parentheses");
    }
    int head = in.head(list);
    in.moveTo(head);
    ScriptValue value;
    if (in.take(Keyword.EITHER)) {
      List<ScriptValue> values = new ArrayList<>();
      while (in.at() != in.close(list)) {
        values.add(value(depth + 1));
      }
      value = new ScriptValue.Either(values);
    } else if (in.isWord(head)) {
      in.advance();
      Opcode opcode = in.opcode(head);
      value = opcode == null ? reference(head) : constant(opcode, head);
    } else {
      in.advance();
      value = reference(head);
    }
    in.leave(list);
    return value;
  }

  private ScriptValue constant(Opcode opcode, int head) throws Refusal {
    return switch (opcode) {
      case I32_CONST -> new ScriptValue.I32((int) in.integer(32, "constant out of range"));
      case I64_CONST -> new ScriptValue.I64(in.integer(64, "constant out of range"));
      case F32_CONST, F64_CONST -> floating(opcode == Opcode.F64_CONST);
      case V128_CONST -> vector();
      default -> reference(head);
    };
  }

  private ScriptValue floating(boolean wide) throws Refusal {
    String text = in.shown(in.at());
    if (text.equals("nan:canonical") || text.equals("nan:arithmetic")) {
      in.advance();
      return new ScriptValue.NaN(wide, text.equals("nan:canonical"));
    }
    return wide ? new ScriptValue.F64(in.float64()) : new ScriptValue.F32(in.float32());
  }

  private ScriptValue vector() throws Refusal {
    Keyword shape = in.keyword();
    if (shape == Keyword.F32X4 || shape == Keyword.F64X2) {
      int start = in.at();
      in.advance();
      List<ScriptValue> lanes = new ArrayList<>();
      for (int i = 0; i < shape.lanes(); i++) {
        lanes.add(floating(shape == Keyword.F64X2));
      }
      if (lanes.stream().anyMatch(lane -> lane instanceof ScriptValue.NaN)) {
        return new ScriptValue.Lanes(lanes);
      }
      in.moveTo(start);
    }
    BinaryWriter bytes = new BinaryWriter(16);
    VectorConstants.take(in, bytes);
    ByteBuffer vector = ByteBuffer.wrap(bytes.array()).order(ByteOrder.LITTLE_ENDIAN);
    return new ScriptValue.V128(vector.getLong(0), vector.getLong(8));
  }

  /** A reference: {@code ref.null}, {@code ref.extern 1}, {@code ref.func} and so on. */
  private ScriptValue reference(int head) throws Refusal {
    String word = tree.text(head);
    if (!word.startsWith("ref.")) {
      in.moveTo(head);
      throw in.unexpected("a value");
    }
    String kind = word.substring("ref.".length());
    if (kind.equals("null")) {
      Keyword heap = in.keyword();
      if (heap != null) {
        in.advance();
      }
      return new ScriptValue.Null(heap == null ? null : heap.text());
    }
    if (in.is(TokenKind.NUMBER) && (kind.equals("extern") || kind.equals("host"))) {
      return new ScriptValue.Host(kind, in.u32("a number"));
    }
    return new ScriptValue.Reference(kind);
  }
}
