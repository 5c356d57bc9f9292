package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.InnerNames;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.LocalRuns;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.ModuleNames.Space;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Prints single instructions from the middle of a function, each in one line, as {@link
 * ModulePrinter} prints them with {@link PrintOptions#DISPLAY} but for their indentation; and what
 * stands above them. Branch hints are left out.
 *
 * <p>Not for use by several threads at once.
 */
public final class InstructionPrinter {
  /** Blocks further out than this have no names in what is printed. */
  private static final int MOST_BLOCKS = 1000;

  private static final PrintOptions OPTIONS = PrintOptions.DISPLAY;

  private final WasmModule module;
  private final ByteBuffer bytes;
  private final ModuleNames names;
  private final InstructionText instructions;
  private final InstructionReader reader;
  private final CutSink out;

  /** The function whose names are at hand, or -1. */
  private int function = -1;

  private Map<Integer, String> ids = Map.of();
  private Map<Integer, String> labels = Map.of();

  /** The blocks of the function at hand, by their positions; null until a label has a name. */
  private int @Nullable [] heads;

  /**
   * A printer of a module.
   *
   * @param bytes the file the module was decoded from, from the buffer's position on
   * @param longest how many characters a line has before it is cut, at least 40
   */
  public InstructionPrinter(WasmModule module, ByteBuffer bytes, int longest) {
    if (longest < 40) {
      throw new IllegalArgumentException("no line: " + longest);
    }
    this.module = module;
    this.bytes = bytes.slice();
    this.names = new ModuleNames(module, this.bytes, OPTIONS);
    this.instructions = new InstructionText(module, names, OPTIONS.indices());
    this.reader = InstructionReader.of(module, Features.ALL);
    this.out = new CutSink(longest);
  }

  /** Looks up all names, which the first lines would otherwise wait for. */
  public void prepare() {
    for (Space space : Space.values()) {
      names.space(space);
    }
    for (InnerNames.Kind kind : InnerNames.Kind.values()) {
      names.inner(kind, -1);
    }
  }

  /** The identifier of a function with its {@code $}, or its index. */
  public String functionName(int index) {
    return line(() -> out.put(names.reference(Space.FUNCTION, index)));
  }

  /**
   * What stands above a function: {@code func $name (param $x i32) (result i32)}.
   *
   * @throws IndexOutOfBoundsException when there is none
   */
  public String heading(int index) {
    Function printed = module.functions().get(index);
    enter(printed);
    return line(() -> {
      out.put("func ").put(names.reference(Space.FUNCTION, index));
      FunctionType type = module.functionType(printed.typeIndex());
      if (type == null) {
        out.piece("(type ").put(Integer.toUnsignedString(printed.typeIndex())).put(')');
        return;
      }
      List<ValueType> parameters = type.parameters();
      for (int i = 0; i < parameters.size(); i++) {
        boolean apart = ids.containsKey(i) || i > 0 && ids.containsKey(i - 1);
        if (i > 0 && apart) {
          out.put(')');
        }
        if (i == 0 || apart) {
          out.piece("(param");
        }
        if (ids.containsKey(i)) {
          out.piece(ids.get(i));
        }
        out.piece(parameters.get(i).wat(names.typeNames()));
      }
      out.put(parameters.isEmpty() ? "" : ")");
      if (!type.results().isEmpty()) {
        out.piece("(result");
        for (ValueType result : type.results()) {
          out.piece(result.wat(names.typeNames()));
        }
        out.put(')');
      }
    });
  }

  /** The declarations of a function's locals; empty when it has none. */
  public String locals(int index) {
    Function printed = module.functions().get(index);
    Code code = printed.code();
    if (code == null || code.locals() == 0) {
      return "";
    }
    enter(printed);
    FunctionType type = module.functionType(printed.typeIndex());
    return line(
        () -> locals(new LocalRuns(bytes, code), type == null ? 0 : type.parameters().size()));
  }

  private void locals(LocalRuns runs, int parameters) throws IOException, MalformedException {
    long local = parameters;
    boolean open = false;
    boolean first = true;
    while (runs.next()) {
      String type = runs.type().wat(names.typeNames());
      for (long left = Integer.toUnsignedLong(runs.length()); left > 0; left--, local++) {
        String id = ids.get((int) local);
        if (id != null || !open) {
          out.put(open ? ") (local" : first ? "(local" : " (local");
          first = false;
        }
        if (id != null) {
          out.piece(id);
        }
        out.piece(type);
        open = id == null;
        out.put(open ? "" : ")");
      }
    }
    out.put(open ? ")" : "");
  }

  /**
   * One instruction.
   *
   * @param index the function
   * @param listing its instructions
   * @param instruction which of them, from 0
   */
  public String instruction(int index, FunctionListing listing, int instruction) {
    enter(module.functions().get(index));
    int open = listing.openBefore(instruction);
    if (labels.isEmpty()) {
      instructions.resume(open);
    } else {
      instructions.resume(blocks(listing, instruction, open - 1), before(listing, instruction));
    }
    reader.resume(bytes, listing.range(), listing.offset(instruction), open);
    return line(() -> {
      reader.next();
      instructions.put(reader, out);
      if (listing.isHead(instruction)) {
        out.put("  ;; label = @").number(reader.depth() - 1);
      }
    });
  }

  private void enter(Function entered) {
    if (function == entered.index()) {
      return;
    }
    function = entered.index();
    FunctionType type = module.functionType(entered.typeIndex());
    Code code = entered.code();
    long locals =
        (type == null ? 0 : type.parameters().size()) + (code == null ? 0 : code.locals());
    ids =
        FunctionPrinter.declared(
            ModuleNames.ids(names.inner(InnerNames.Kind.LOCAL, function)), locals);
    if (!labels.isEmpty()) {
      instructions.forgetLabels();
    }
    labels = names.inner(InnerNames.Kind.LABEL, function);
    heads = null;
    instructions.start(ids, labels);
  }

  /** How many blocks of the function begin before an instruction. */
  private int before(FunctionListing listing, int instruction) {
    int[] known = heads(listing);
    int found = Arrays.binarySearch(known, instruction);
    return found >= 0 ? found : -found - 1;
  }

  private int[] heads(FunctionListing listing) {
    int[] known = heads;
    if (known == null) {
      known = IntStream.range(0, listing.count()).filter(listing::isHead).toArray();
      heads = known;
    }
    return known;
  }

  /** The positions of the blocks around an instruction, the outermost first. */
  private int[] blocks(FunctionListing listing, int instruction, int count) {
    int[] positions = new int[count];
    int around = listing.block(instruction);
    for (int i = count - 1; i >= 0; i--) {
      if (around == FunctionListing.NONE || count - i > MOST_BLOCKS) {
        positions[i] = -1;
      } else {
        positions[i] = before(listing, around);
        around = listing.block(around);
      }
    }
    return positions;
  }

  @FunctionalInterface
  private interface Line {
    void put() throws IOException, MalformedException;
  }

  private String line(Line line) {
    out.clear();
    try {
      line.put();
    } catch (CutSink.Full full) {
      return out.text();
    } catch (MalformedException changed) {
      throw new IllegalStateException("what was listed is not there any more", changed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.text();
  }
}
