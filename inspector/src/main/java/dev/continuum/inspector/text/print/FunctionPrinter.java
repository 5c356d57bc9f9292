package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.Arity;
import dev.continuum.inspector.binary.BranchHints;
import dev.continuum.inspector.binary.InnerNames;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.LocalRuns;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.ModuleNames.Space;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Prints functions that a module defines: one at a time, with nothing read but the one. */
final class FunctionPrinter {
  /** More locals than any engine takes are not written out one by one. */
  private static final int MOST_LOCALS = 1_000_000;

  private final WasmModule module;
  private final ByteBuffer bytes;
  private final ModuleNames names;
  private final PrintOptions options;
  private final EncodingPrinter encoding;
  private final BranchHints hints;
  private final Heads heads;
  private final InstructionReader reader;
  private final InstructionText instructions;
  private final FoldedBody folded;

  FunctionPrinter(
      WasmModule module,
      ByteBuffer bytes,
      ModuleNames names,
      EncodingPrinter encoding,
      BranchHints hints,
      PrintOptions options) {
    this.module = module;
    this.bytes = bytes;
    this.names = names;
    this.options = options;
    this.encoding = encoding;
    this.hints = hints;
    this.heads = new Heads(names, options);
    this.reader = new InstructionReader();
    this.instructions = new InstructionText(module, names, options.indices());
    this.folded = new FoldedBody(instructions, new Arity(module), hints, options);
  }

  /** Prints a function that is not imported. */
  void print(Function function, int depth, LineWriter out) throws IOException, MalformedException {
    Code code = function.code();
    int start = code == null ? function.range().start() : code.range().start();
    heads.line(depth, start, out);
    out.put("(func");
    heads.definition(Space.FUNCTION, function.index(), out);
    if (code != null) {
      encoding.body(code, out);
    }
    Map<Integer, String> given = names.inner(InnerNames.Kind.LOCAL, function.index());
    Map<Integer, String> ids = ModuleNames.ids(given);
    int parameters = heads.signature(module, function.typeIndex(), given, ids, out);
    if (code == null) {
      out.put(')').comment("its body is missing");
      return;
    }
    boolean body = code.instructions().size() > 1 || code.locals() > 0;
    locals(new LocalRuns(bytes, code), parameters, given, ids, depth + 1, out);
    Map<Integer, String> labels = names.inner(InnerNames.Kind.LABEL, function.index());
    instructions.start(declared(ids, parameters + code.locals()), labels);
    reader.body(bytes, code.instructions());
    if (options.folded()) {
      folded.print(reader, function.typeIndex(), depth + 1, heads, out);
    } else {
      flat(depth + 1, out);
    }
    if (body) {
      heads.line(depth, code.range().end() - 1, out);
    }
    out.put(')');
  }

  /** The identifiers that the text declares: a broken module names what is not there. */
  static Map<Integer, String> declared(Map<Integer, String> ids, long count) {
    boolean all = true;
    for (int index : ids.keySet()) {
      all &= Integer.toUnsignedLong(index) < count;
    }
    if (all) {
      return ids;
    }
    Map<Integer, String> declared = new HashMap<>(ids);
    declared.keySet().removeIf(index -> Integer.toUnsignedLong(index) >= count);
    return declared;
  }

  private void locals(
      LocalRuns runs,
      int first,
      Map<Integer, String> given,
      Map<Integer, String> ids,
      int depth,
      LineWriter out)
      throws IOException, MalformedException {
    long index = first;
    boolean open = false;
    while (runs.next()) {
      long length = Integer.toUnsignedLong(runs.length());
      if (index + length > MOST_LOCALS) {
        heads.line(depth, runs.offset(), out);
        out.put(";; too many locals to print: " + length + " more");
        return;
      }
      String type = runs.type().wat(names.typeNames());
      for (long i = 0; i < length; i++, index++) {
        String id = ids.get((int) index);
        if (id != null) {
          if (open) {
            out.put(')');
          }
          open = false;
          heads.line(depth, runs.offset(), out);
          out.put("(local");
          heads.local((int) index, given, ids, out);
          out.piece(type).put(')');
        } else {
          if (!open) {
            heads.line(depth, runs.offset(), out);
            out.put("(local");
            open = true;
          }
          out.piece(type);
        }
      }
    }
    if (open) {
      out.put(')');
    }
  }

  private void flat(int depth, LineWriter out) throws IOException, MalformedException {
    try {
      int blocks = 1;
      while (reader.next()) {
        int after = reader.depth();
        if (after == 0) {
          return;
        }
        int level =
            switch (reader.opcode()) {
              case BLOCK, LOOP, IF, TRY, TRY_TABLE, ELSE, CATCH, CATCH_ALL -> after - 1;
              default -> after;
            };
        int hint = hints.at(reader.offset());
        if (hint >= 0) {
          heads.line(depth + level - 1, reader.offset(), out);
          out.put(EncodingPrinter.hint(hint));
        }
        heads.line(depth + level - 1, reader.offset(), out);
        instructions.put(reader, out);
        if (after > blocks && options.indices()) {
          out.put("  ;; label = @").number(after - 1);
        }
        blocks = after;
      }
    } catch (MalformedException broken) {
      fault(broken, depth, out);
    }
  }

  private void fault(MalformedException broken, int depth, LineWriter out)
      throws IOException, MalformedException {
    if (options.strict()) {
      throw broken;
    }
    heads.line(depth, broken.offset(), out);
    out.put(";; " + broken.getMessage());
  }
}
