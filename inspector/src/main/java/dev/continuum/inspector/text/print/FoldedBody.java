package dev.continuum.inspector.text.print;

import dev.continuum.inspector.binary.Arity;
import dev.continuum.inspector.binary.BranchHints;
import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.syntax.Opcode;
import java.io.IOException;
import java.util.Arrays;

/**
 * Prints a body with operands inside the instructions that take them (specification, "Folded
 * Instructions"). The body's instructions become nodes of a tree in arrays, with their texts in one
 * buffer; then the tree is laid out, line by line. Neither step recurses.
 */
final class FoldedBody {
  private static final int NONE = -1;

  /** A gap in the text of a node, where a line may break. */
  private static final char GAP = '\0';

  /** What a node is. */
  private static final byte PLAIN = 0;

  private static final byte BLOCK = 1;
  private static final byte IF = 2;
  private static final byte TRY = 3;

  /** A part of an if or a try: then, else, do, catch, catch_all. */
  private static final byte ARM = 4;

  private static final byte DELEGATE = 5;

  private final InstructionText instructions;
  private final PrintOptions options;
  private final Arity arity;
  private final BranchHints hints;
  private final NodeText text = new NodeText();

  private byte[] kinds = new byte[256];
  private int[] offsets = new int[256];
  private int[] ends = new int[256];
  private int[] textStarts = new int[257];
  private int[] firstChild = new int[256];
  private int[] next = new int[256];
  private int[] given = new int[256];
  private int[] widths = new int[256];
  private int[] labels = new int[256];
  private int count;

  /** The nodes that no other has taken yet, block by block. */
  private int[] sequence = new int[256];

  private int top;

  /** The blocks and arms that are open: their node, and where their sequence starts. */
  private int[] openNodes = new int[64];

  private int[] openBases = new int[64];
  private int open;

  FoldedBody(InstructionText instructions, Arity arity, BranchHints hints, PrintOptions options) {
    this.hints = hints;
    this.instructions = instructions;
    this.arity = arity;
    this.options = options;
  }

  /** Prints the body a reader is at the start of. */
  void print(InstructionReader in, int typeIndex, int depth, Heads heads, LineWriter out)
      throws IOException, MalformedException {
    count = 0;
    top = 0;
    open = 0;
    text.clear();
    arity.start(typeIndex);
    MalformedException fault = null;
    try {
      while (in.next() && in.depth() > 0) {
        read(in);
      }
    } catch (MalformedException broken) {
      if (options.strict()) {
        throw broken;
      }
      fault = broken;
      while (open > 0) {
        close(broken.offset(), 0);
      }
    }
    textStarts[count] = text.length();
    measure();
    int root = NONE;
    for (int i = top - 1; i >= 0; i--) {
      next[sequence[i]] = root;
      root = sequence[i];
    }
    layOut(root, depth, heads, out);
    if (fault != null) {
      heads.line(depth, fault.offset(), out);
      out.put(";; " + fault.getMessage());
    }
  }

  // Reading

  private void read(InstructionReader in) throws IOException, MalformedException {
    Opcode opcode = in.opcode();
    switch (opcode) {
      case END -> close(in.offset(), arity.closed(in.depth()));
      case ELSE -> {
        closeArm(in.offset());
        arm(in, "else");
      }
      case CATCH, CATCH_ALL -> {
        closeArm(in.offset());
        arm(in, "");
      }
      case DELEGATE -> {
        int results = arity.closed(in.depth());
        closeArm(in.offset());
        push(node(DELEGATE, in));
        instructions.put(in, text);
        close(in.offset(), results);
      }
      default -> {
        arity.look(in);
        instruction(in, opcode);
      }
    }
  }

  private void instruction(InstructionReader in, Opcode opcode)
      throws IOException, MalformedException {
    byte kind =
        switch (opcode) {
          case BLOCK, LOOP, TRY_TABLE -> BLOCK;
          case IF -> IF;
          case TRY -> TRY;
          default -> PLAIN;
        };
    int node = node(kind, in);
    instructions.put(in, text);
    if (kind == PLAIN) {
      take(node, arity.taken());
      given[node] = arity.given();
      push(node);
      return;
    }
    labels[node] = in.depth() - 1;
    if (kind == IF) {
      take(node, arity.taken());
    }
    push(node);
    enter(node);
    if (kind == IF) {
      arm(in, "then");
    } else if (kind == TRY) {
      arm(in, "do");
    }
  }

  private int node(byte kind, InstructionReader in) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, count * 2);
      offsets = Arrays.copyOf(offsets, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      textStarts = Arrays.copyOf(textStarts, count * 2 + 1);
      firstChild = Arrays.copyOf(firstChild, count * 2);
      next = Arrays.copyOf(next, count * 2);
      given = Arrays.copyOf(given, count * 2);
      widths = Arrays.copyOf(widths, count * 2);
      labels = Arrays.copyOf(labels, count * 2);
    }
    int node = count++;
    kinds[node] = kind;
    offsets[node] = in.offset();
    ends[node] = in.offset();
    textStarts[node] = text.length();
    firstChild[node] = NONE;
    next[node] = NONE;
    given[node] = 0;
    labels[node] = 0;
    return node;
  }

  private void arm(InstructionReader in, String word) throws IOException, MalformedException {
    int node = node(ARM, in);
    if (word.isEmpty()) {
      instructions.put(in, text);
    } else {
      text.put(word);
    }
    push(node);
    enter(node);
  }

  private void push(int node) {
    if (top == sequence.length) {
      sequence = Arrays.copyOf(sequence, top * 2);
    }
    sequence[top++] = node;
  }

  private void enter(int node) {
    if (open == openNodes.length) {
      openNodes = Arrays.copyOf(openNodes, open * 2);
      openBases = Arrays.copyOf(openBases, open * 2);
    }
    openNodes[open] = node;
    openBases[open++] = top;
  }

  /** Makes the last nodes of the sequence that together give so many values operands of one. */
  private void take(int node, int wanted) {
    int base = open == 0 ? 0 : openBases[open - 1];
    int left = wanted;
    int from = top;
    while (left > 0 && from > base) {
      int values = given[sequence[from - 1]];
      if (values == 0 || values > left) {
        break;
      }
      left -= values;
      from--;
    }
    adopt(node, from);
  }

  /** Makes the nodes of the sequence from a position on children of one, behind those it has. */
  private void adopt(int node, int from) {
    int first = NONE;
    for (int i = top - 1; i >= from; i--) {
      next[sequence[i]] = first;
      first = sequence[i];
    }
    top = from;
    if (firstChild[node] == NONE) {
      firstChild[node] = first;
      return;
    }
    int last = firstChild[node];
    while (next[last] != NONE) {
      last = next[last];
    }
    next[last] = first;
  }

  private void closeArm(int offset) {
    boolean inArm = open > 0 && kinds[openNodes[open - 1]] == ARM;
    if (inArm) {
      open--;
      adopt(openNodes[open], openBases[open]);
      ends[openNodes[open]] = offset;
    }
  }

  private void close(int offset, int results) {
    closeArm(offset);
    if (open == 0) {
      return;
    }
    open--;
    int node = openNodes[open];
    adopt(node, openBases[open]);
    ends[node] = offset;
    given[node] = results;
  }

  // Layout

  /**
   * The width of each node on one line. Children come before those that take them, or, in blocks,
   * behind them; blocks never stand on one line, so only the former matters.
   */
  private void measure() {
    for (int node = 0; node < count; node++) {
      int width = textStarts[node + 1] - textStarts[node] + 2;
      if (kinds[node] != PLAIN || hints.at(offsets[node]) >= 0) {
        width = Integer.MAX_VALUE / 4;
      } else {
        for (int child = firstChild[node]; child != NONE; child = next[child]) {
          width = Math.min(width + 1 + widths[child], Integer.MAX_VALUE / 4);
        }
      }
      widths[node] = width;
    }
  }

  /** Lays out a list of nodes and all below them. */
  private void layOut(int first, int depth, Heads heads, LineWriter out) throws IOException {
    int[] path = new int[64];
    int level = 0;
    int node = first;
    while (true) {
      if (node == NONE) {
        if (level == 0) {
          return;
        }
        node = path[--level];
        if (kinds[node] != PLAIN && kinds[node] != DELEGATE) {
          heads.line(depth + level, ends[node], out);
        }
        out.put(')');
        node = next[node];
        continue;
      }
      int hint = kinds[node] == ARM ? -1 : hints.at(offsets[node]);
      if (hint >= 0) {
        heads.line(depth + level, offsets[node], out);
        out.put(EncodingPrinter.hint(hint));
      }
      boolean oneLine = widths[node] <= room(depth + level);
      heads.line(depth + level, oneLine ? leftmost(node) : offsets[node], out);
      if (oneLine) {
        line(node, out);
        node = next[node];
        continue;
      }
      out.put('(');
      text.write(node, out);
      if (labels[node] > 0 && options.indices()) {
        out.put("  ;; label = @").number(labels[node]);
      }
      if (level == path.length) {
        path = Arrays.copyOf(path, level * 2);
      }
      path[level++] = node;
      node = firstChild[node];
    }
  }

  private int room(int depth) {
    return options.width() - Math.min(2 * depth, options.deepest()) - (options.offsets() ? 15 : 0);
  }

  private int leftmost(int node) {
    int at = node;
    while (firstChild[at] != NONE) {
      at = firstChild[at];
    }
    return offsets[at];
  }

  /** Writes a node and all below it on one line. */
  private void line(int root, LineWriter out) throws IOException {
    int[] path = new int[16];
    int level = 0;
    int node = root;
    while (true) {
      out.put('(');
      text.write(node, out);
      if (firstChild[node] != NONE) {
        if (level == path.length) {
          path = Arrays.copyOf(path, level * 2);
        }
        path[level++] = node;
        node = firstChild[node];
        out.put(' ');
        continue;
      }
      out.put(')');
      while (node != root && next[node] == NONE) {
        node = path[--level];
        out.put(')');
      }
      if (node == root) {
        return;
      }
      out.put(' ');
      node = next[node];
    }
  }

  /** The texts of all nodes, one behind the other. */
  private final class NodeText extends PieceSink {
    private char[] chars = new char[4096];
    private int length;

    void clear() {
      length = 0;
    }

    int length() {
      return length;
    }

    @Override
    PieceSink put(char c) {
      if (length == chars.length) {
        chars = Arrays.copyOf(chars, length * 2);
      }
      chars[length++] = c;
      return this;
    }

    @Override
    PieceSink put(String piece) {
      int size = piece.length();
      if (length + size > chars.length) {
        chars = Arrays.copyOf(chars, Math.max(length + size, chars.length * 2));
      }
      piece.getChars(0, size, chars, length);
      length += size;
      return this;
    }

    @Override
    PieceSink gap(int nextPiece) {
      return put(GAP);
    }

    void write(int node, LineWriter out) throws IOException {
      int end = textStarts[node + 1];
      int at = textStarts[node];
      while (at < end) {
        int stop = at;
        while (stop < end && chars[stop] != GAP) {
          stop++;
        }
        if (at > textStarts[node]) {
          out.gap(stop - at);
        }
        for (int i = at; i < stop; i++) {
          out.put(chars[i]);
        }
        at = stop + 1;
      }
    }
  }
}
