package dev.continuum.ide.disassembly;

import dev.continuum.ide.disassembly.CodeRow.Kind;
import dev.continuum.ide.editor.Language;
import dev.continuum.ide.editor.TokenKind;
import dev.continuum.ide.editor.Tokenizer.Token;
import dev.continuum.ide.output.PlainText;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Function;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.FunctionListing;
import dev.continuum.inspector.text.print.InstructionCounts;
import dev.continuum.inspector.text.print.InstructionPrinter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The code of a module as rows: of each function a heading, its locals, its instructions, a blank.
 * Rows are made when they are asked for; what is kept of a module is a few numbers a function, the
 * listings of the functions looked at last, and the last thousand rows.
 *
 * <p>Until the instructions have been counted, {@link #size} and {@link #index} are estimates;
 * places are exact all the time. Made on any thread; then used on one.
 */
public final class CodeRows {
  /** Longer lines are cut. */
  private static final int LONGEST = 2000;

  private static final String FUNC = "func";
  private static final int SHOWN_BYTES = 8;
  private static final int KEPT_ROWS = 1000;
  private static final int KEPT_INSTRUCTIONS = 500_000;

  /** How many bytes an instruction has, in twelfths, where they were not counted. */
  private static final int USUAL_SIZE = 31;

  private final WasmModule module;
  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final InstructionPrinter printer;
  private final InstructionReader reader;

  /** The index of the function of each body. */
  private final int[] functions;

  /** Where each body starts, with its size. */
  private final int[] starts;

  private final Map<Integer, String> exports = new HashMap<>();
  private final Map<Integer, FunctionListing> listings = new LinkedHashMap<>(16, 0.75f, true);
  private int listed;
  private final Map<RowPlace, CodeRow> rows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RowPlace, CodeRow> eldest) {
          return size() > KEPT_ROWS;
        }
      };

  /** The first row of each body, and behind them the number of rows. */
  private long[] first;

  private @Nullable InstructionCounts counts;

  /**
   * Prepares the rows of a module; this looks up all names.
   *
   * @param bytes the whole file; must not change
   */
  public CodeRows(WasmModule module, byte[] bytes) {
    this.module = module;
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes);
    printer = new InstructionPrinter(module, buffer, LONGEST);
    printer.prepare();
    reader = InstructionReader.of(module, Features.ALL);
    List<Function> defined =
        module.functions().stream().filter(function -> function.code() != null).toList();
    functions = defined.stream().mapToInt(Function::index).toArray();
    starts = defined.stream().mapToInt(function -> code(function).range().start()).toArray();
    for (Export export : module.exports()) {
      if (export.kind() == ExternKind.FUNCTION) {
        exports.putIfAbsent(export.index(), export.name());
      }
    }
    first = firstRows();
  }

  private static Code code(Function function) {
    return Objects.requireNonNull(function.code(), "it has a body");
  }

  private long[] firstRows() {
    long[] next = new long[functions.length + 1];
    for (int body = 0; body < functions.length; body++) {
      next[body + 1] = next[body] + rowsKnown(body);
    }
    return next;
  }

  /** How many rows a body has, by its count or by its size, but not by its listing. */
  private int rowsKnown(int body) {
    Code code = code(body);
    int around = head(body) + 1;
    if (counts == null) {
      return around + Math.max(1, (int) (code.instructions().size() * 12L / USUAL_SIZE));
    }
    int function = functions[body];
    return around + counts.instructions(function) + (counts.isWhole(function) ? 0 : 1);
  }

  /** Takes up how many instructions there are; from now on {@link #index} is exact. */
  public void setCounts(InstructionCounts counted) {
    counts = counted;
    first = firstRows();
  }

  /** Whether the instructions have been counted. */
  public boolean isCounted() {
    return counts != null;
  }

  /** What the rows are of. */
  public WasmModule module() {
    return module;
  }

  /** The file, from its first byte on. */
  ByteBuffer buffer() {
    return buffer;
  }

  /** How many function bodies there are. */
  public int bodies() {
    return functions.length;
  }

  /** The index of the function of a body. */
  public int function(int body) {
    return functions[body];
  }

  /** The body of a function, or -1 when it has none. */
  public int bodyOf(int function) {
    int found = Arrays.binarySearch(functions, function);
    return found < 0 ? -1 : found;
  }

  /** A function's identifier, or its index. */
  public String functionName(int function) {
    return PlainText.of(printer.functionName(function));
  }

  private Code code(int body) {
    return code(module.functions().get(functions[body]));
  }

  /** How many rows stand above the first instruction of a body. */
  public int head(int body) {
    return code(body).locals() > 0 ? 2 : 1;
  }

  /** How many rows a body has, with its heading and the blank below it. */
  public int rows(int body) {
    if (counts != null) {
      return rowsKnown(body);
    }
    FunctionListing listing = listing(body);
    return head(body) + 1 + listing.count() + (listing.isWhole() ? 0 : 1);
  }

  /** The instructions of a body. */
  public FunctionListing listing(int body) {
    FunctionListing known = listings.get(body);
    if (known == null) {
      known = FunctionListing.of(buffer, code(body), reader);
      listings.put(body, known);
      listed += known.count();
      while (listed > KEPT_INSTRUCTIONS && listings.size() > 1) {
        var eldest = listings.entrySet().iterator();
        listed -= eldest.next().getValue().count();
        eldest.remove();
      }
    }
    return known;
  }

  // Rows by number

  /** How many rows there are; an estimate until {@link #isCounted}. */
  public long size() {
    return first[functions.length];
  }

  /** Which row a place is, from 0; an estimate until {@link #isCounted}. */
  public long index(RowPlace place) {
    long start = first[place.body()];
    return start + Math.min(place.row(), first[place.body() + 1] - start - 1);
  }

  /**
   * The place of a row.
   *
   * @param index below 0 it is the first, from {@link #size} on the last
   */
  public RowPlace place(long index) {
    if (functions.length == 0) {
      return RowPlace.FIRST;
    }
    long within = Math.clamp(index, 0, size() - 1);
    int found = Arrays.binarySearch(first, within);
    int body = found >= 0 ? found : -found - 2;
    return new RowPlace(body, (int) Math.min(within - first[body], rows(body) - 1L));
  }

  /** The last row. */
  public RowPlace last() {
    int body = functions.length - 1;
    return body < 0 ? RowPlace.FIRST : new RowPlace(body, rows(body) - 1);
  }

  /** The row some rows below, or above when negative; the first or the last when there is none. */
  public RowPlace moved(RowPlace from, long by) {
    if (functions.length == 0) {
      return RowPlace.FIRST;
    }
    if (counts != null) {
      return place(index(from) + by);
    }
    int body = from.body();
    long row = from.row() + by;
    while (row < 0 && body > 0) {
      body--;
      row += rows(body);
    }
    while (body < functions.length - 1 && row >= rows(body)) {
      row -= rows(body);
      body++;
    }
    return new RowPlace(body, (int) Math.clamp(row, 0, rows(body) - 1));
  }

  /** The place itself if there is such a row, or the nearest one. */
  public RowPlace clamped(RowPlace place) {
    if (functions.length == 0) {
      return RowPlace.FIRST;
    }
    int body = Math.clamp(place.body(), 0, functions.length - 1);
    return body == place.body()
        ? new RowPlace(body, Math.clamp(place.row(), 0, rows(body) - 1))
        : new RowPlace(body, 0);
  }

  // Rows by offset

  /** The row of the byte at an offset of the file; null when it is not in the code. */
  public @Nullable RowPlace at(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int body = found >= 0 ? found : -found - 2;
    if (body < 0 || offset >= code(body).range().end()) {
      return null;
    }
    if (offset < code(body).instructions().start()) {
      return new RowPlace(body, 0);
    }
    FunctionListing listing = listing(body);
    int instruction = listing.at(offset);
    return new RowPlace(
        body, head(body) + (instruction >= 0 ? instruction : Math.max(0, listing.count())));
  }

  /** The instruction at a place, or -1 when it is another kind of row. */
  public int instruction(RowPlace place) {
    int instruction = place.row() - head(place.body());
    return instruction >= 0 && instruction < listing(place.body()).count() ? instruction : -1;
  }

  /** The row of an instruction. */
  public RowPlace place(int body, int instruction) {
    return new RowPlace(body, head(body) + instruction);
  }

  /** The function that the instruction at a place calls or refers to by its index, or -1. */
  public int callee(RowPlace place) {
    int instruction = instruction(place);
    if (instruction < 0) {
      return -1;
    }
    FunctionListing listing = listing(place.body());
    int from = listing.offset(instruction);
    reader.expression(bytes, from, listing.end(instruction), from);
    try {
      reader.next();
    } catch (MalformedException needsItsBlock) {
      // Such as else: it calls nothing.
      return -1;
    }
    int index = reader.opcode().immediates() == Immediates.FUNCTION ? reader.index() : -1;
    return index < module.functions().size() ? index : -1;
  }

  /** What stands at a place. */
  public CodeRow row(RowPlace place) {
    CodeRow known = rows.get(place);
    if (known == null) {
      known = make(place);
      rows.put(place, known);
    }
    return known;
  }

  private CodeRow make(RowPlace place) {
    int body = place.body();
    int function = functions[body];
    int instruction = place.row() - head(body);
    if (place.row() == 0) {
      CodeRow heading = row(Kind.HEADING, function, starts[body], 0, heading(function));
      List<Token> tokens = new ArrayList<>(heading.tokens());
      // Where it stands alone, the word is a type to the lexer.
      tokens.set(0, new Token(0, FUNC.length(), TokenKind.KEYWORD));
      return new CodeRow(Kind.HEADING, function, -1, starts[body], "", 0, heading.text(), tokens);
    }
    if (instruction < 0) {
      return row(Kind.LOCALS, function, -1, 1, printer.locals(function));
    }
    FunctionListing listing = listing(body);
    if (instruction < listing.count()) {
      String text = PlainText.of(printer.instruction(function, listing, instruction));
      return new CodeRow(
          Kind.INSTRUCTION,
          function,
          instruction,
          listing.offset(instruction),
          hex(listing.offset(instruction), listing.end(instruction)),
          listing.depth(instruction),
          text,
          tokens(text));
    }
    if (instruction == listing.count() && !listing.isWhole()) {
      Problem problem = listing.problem();
      return problem == null
          ? row(Kind.FAULT, function, -1, 1, ";; the function is too long to be listed further")
          : row(Kind.FAULT, function, problem.offset(), 1, ";; " + problem.message());
    }
    return new CodeRow(Kind.BLANK, function, -1, -1, "", 0, "", List.of());
  }

  private String heading(int function) {
    StringBuilder text = new StringBuilder(printer.heading(function)).append("  ;; ");
    text.append(module.functions().get(function).name() == null ? "" : function + " ");
    String export = exports.get(function);
    if (export != null) {
      text.append("exported as ").append(Identifiers.quoted(cut(export)));
    }
    Integer start = module.start();
    if (start != null && start == function) {
      text.append(export == null ? "" : ", ").append("runs at the start");
    }
    String whole = text.toString().stripTrailing();
    return whole.endsWith(";;") ? whole.substring(0, whole.length() - 2).stripTrailing() : whole;
  }

  private static String cut(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "…";
  }

  private static CodeRow row(Kind kind, int function, int offset, int depth, String text) {
    String plain = PlainText.of(text);
    return new CodeRow(kind, function, -1, offset, "", depth, plain, tokens(plain));
  }

  private static List<Token> tokens(String text) {
    return Language.WAT.tokenizer().tokens(text);
  }

  private String hex(int from, int to) {
    StringBuilder text = new StringBuilder();
    int shown = Math.min(to - from, SHOWN_BYTES);
    for (int i = from; i < from + shown; i++) {
      text.append(i == from ? "" : " ")
          .append(Character.forDigit(bytes[i] >> 4 & 0xf, 16))
          .append(Character.forDigit(bytes[i] & 0xf, 16));
    }
    return to - from > shown ? text.append('…').toString() : text.toString();
  }
}
