package dev.continuum.inspector.text.format;

import dev.continuum.inspector.text.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the tokens of a source, and decides what stands between each two of them. */
final class FormatWriter {
  private static final int STEP = 2;
  private static final int CONTINUATION = 4;

  /** The lists that start a line in a list of several lines, whatever the source does. */
  private static final Set<String> ARMS = Set.of("then", "else", "do", "catch", "catch_all");

  private static final Set<String> OPENERS = Set.of("block", "loop", "if", "try", "try_table");
  private static final Set<String> MIDDLES = Set.of("else", "catch", "catch_all");
  private static final Set<String> CLOSERS = Set.of("end", "delegate");

  /** A list of several lines that is being written. */
  private static final class Frame {
    final int open;
    final ListLayout layout;
    final String head;

    /** Where it starts in the text that is written. */
    final int start;

    /** The indentation of the line it starts in, and of its parts. */
    final int outer;

    final int inner;

    /** How many flat blocks are open, and whether the header is behind. */
    int blocks;

    boolean inBody;

    /** Whether the last instruction was one that has a line for itself. */
    boolean afterStructure;

    /** Whether an annotation stands before the instruction to come. */
    boolean afterAnnotation;

    Frame(int open, int start, ListLayout layout, String head, int outer, int inner) {
      this.open = open;
      this.start = start;
      this.layout = layout;
      this.head = head;
      this.outer = outer;
      this.inner = inner;
    }
  }

  private final CharSequence source;
  private final FormatTokens tokens;
  private final Formatter.Options options;
  private final String lineEnd;
  private final StringBuilder out;
  private final List<Frame> frames = new ArrayList<>();
  private Frame frame;
  private int lineStart;
  private int lineIndent;

  FormatWriter(CharSequence source, FormatTokens tokens, Formatter.Options options) {
    this.source = source;
    this.tokens = tokens;
    this.options = options;
    this.lineEnd = lineEnd(source);
    this.out = new StringBuilder(source.length() + source.length() / 4 + 16);
    this.frame = new Frame(-1, 0, ListLayout.ITEMS, "", 0, 0);
  }

  /** The line end of the source's first line. */
  private static String lineEnd(CharSequence source) {
    for (int at = 0; at < source.length(); at++) {
      if (source.charAt(at) == '\n') {
        return at > 0 && source.charAt(at - 1) == '\r' ? "\r\n" : "\n";
      }
    }
    return "\n";
  }

  String write() {
    int oneLineUntil = -1;
    for (int token = 0; token < tokens.count(); token++) {
      if (token <= oneLineUntil) {
        if (tokens.spaced(token)) {
          out.append(' ');
        }
        put(token);
        continue;
      }
      if (tokens.kind(token) == TokenKind.CLOSE_PAREN) {
        close(token);
        continue;
      }
      separate(token);
      put(token);
      if (tokens.isOpen(token)) {
        boolean oneLine =
            !tokens.broken(token) && column() - length(token) + tokens.width(token) <= limit();
        if (oneLine) {
          oneLineUntil = tokens.close(token);
        } else {
          open(token);
        }
      }
    }
    if (tokens.count() > 0) {
      out.append(lineEnd);
    }
    return out.toString();
  }

  private int limit() {
    return options.width();
  }

  private int length(int token) {
    return tokens.end(token) - tokens.start(token);
  }

  private int column() {
    return out.length() - lineStart;
  }

  private void put(int token) {
    int start = tokens.start(token);
    int end = tokens.end(token);
    out.append(source, start, end);
    if (tokens.kind(token) == TokenKind.BLOCK_COMMENT) {
      for (int at = end - 1; at >= start; at--) {
        if (source.charAt(at) == '\n' || source.charAt(at) == '\r') {
          lineStart = out.length() - (end - at - 1);
          break;
        }
      }
    }
  }

  private void open(int token) {
    boolean word = tokens.kind(token) == TokenKind.OPEN_PAREN && token + 1 < tokens.count();
    String head = word ? tokens.text(token + 1) : "";
    frames.add(frame);
    int inner = clamped(lineIndent + STEP);
    frame = new Frame(token, out.length(), tokens.layout(token), head, lineIndent, inner);
  }

  private int clamped(int indent) {
    return Math.min(indent, options.deepest());
  }

  private void close(int token) {
    boolean ownLine =
        tokens.newlines(token) > 0
            && frame.layout != ListLayout.OPERANDS
            && frame.layout != ListLayout.FILL
            && lineStart > frame.start;
    if (ownLine || tokens.kind(token - 1) == TokenKind.LINE_COMMENT) {
      newline(frame.outer, false);
    } else if (tokens.spaced(token)) {
      out.append(' ');
    }
    put(token);
    frame = frames.removeLast();
  }

  private void newline(int indent, boolean blank) {
    out.append(lineEnd);
    if (blank) {
      out.append(lineEnd);
    }
    lineStart = out.length();
    lineIndent = indent;
    out.repeat(' ', indent);
  }

  private void lineFor(int token, int indent) {
    boolean blank = tokens.newlines(token) > 1 && token > frame.open + 2;
    newline(indent, blank);
  }

  /** Writes what stands between a token in a list of several lines and the token before it. */
  private void separate(int token) {
    if (token == 0) {
      return;
    }
    if (token == frame.open + 1 && tokens.kind(token) != TokenKind.LINE_COMMENT) {
      if (tokens.spaced(token)) {
        out.append(' ');
      }
      return;
    }
    boolean afterLine = tokens.kind(token - 1) == TokenKind.LINE_COMMENT;
    if (tokens.isComment(token)) {
      if (afterLine || tokens.newlines(token) > 0) {
        lineFor(token, bodyIndent());
      } else {
        out.append(' ');
      }
      return;
    }
    boolean afterComment =
        tokens.kind(token - 1) == TokenKind.BLOCK_COMMENT && tokens.newlines(token) == 0;
    switch (frame.layout) {
      case ITEMS -> {
        if (tokens.isOpen(token) && !afterComment) {
          lineFor(token, frame.inner);
        } else {
          piece(token, frame.inner, tokens.newlines(token) > 0 || afterLine);
        }
      }
      case LINES -> piece(token, frame.inner, tokens.newlines(token) > 0 || afterLine);
      case FILL -> piece(token, frame.inner, afterLine);
      case OPERANDS -> {
        if (tokens.isInstruction(frame.open, token) && !afterComment) {
          lineFor(token, frame.inner);
        } else {
          piece(token, continuation(frame.outer), afterLine);
        }
      }
      case CODE -> code(token, afterLine, afterComment);
    }
  }

  private int continuation(int indent) {
    return clamped(indent + CONTINUATION);
  }

  private int bodyIndent() {
    return clamped(frame.inner + STEP * frame.blocks);
  }

  /** A piece of a line: behind what is there if it fits, or else in the next line. */
  private void piece(int token, int indent, boolean lineBreak) {
    if (lineBreak) {
      lineFor(token, indent);
      return;
    }
    int width = tokens.width(token);
    boolean fits = column() + 1 + width <= limit();
    boolean wouldFit = indent + width <= limit();
    boolean list = tokens.isOpen(token);
    boolean staysHere = list ? tokens.broken(token) || !wouldFit : column() <= indent;
    if (fits && !(list && tokens.broken(token)) || staysHere) {
      out.append(' ');
    } else {
      newline(indent, false);
    }
  }

  private @Nullable String flatWord(int token) {
    return switch (tokens.kind(token)) {
      case INSTRUCTION -> tokens.text(token);
      case KEYWORD -> {
        String word = tokens.text(token);
        yield frame.blocks > 0 && MIDDLES.contains(word) ? word : null;
      }
      default -> null;
    };
  }

  private void code(int token, boolean afterLine, boolean afterComment) {
    String word = flatWord(token);
    if (word == null && !tokens.isInstruction(frame.open, token)) {
      int indent = frame.inBody ? bodyIndent() : frame.outer;
      piece(token, continuation(indent), afterLine);
      return;
    }
    if (!frame.inBody && tokens.kind(token) == TokenKind.ANNOTATION) {
      piece(token, frame.inner, afterLine || tokens.newlines(token) > 0);
      return;
    }
    boolean opens = word != null && OPENERS.contains(word);
    boolean closes = word != null && CLOSERS.contains(word);
    boolean middle = word != null && MIDDLES.contains(word);
    boolean structure = opens || closes || middle;
    boolean arm = word == null && tokens.isOpen(token) && ARMS.contains(tokens.text(token + 1));
    boolean sameLine = !afterLine && tokens.newlines(token) == 0 && fitsBehind(token);
    boolean mayFollow = frame.inBody || frame.head.equals("if");
    if (closes || middle) {
      frame.blocks = Math.max(0, frame.blocks - 1);
    }
    boolean alone = structure || arm || frame.afterStructure;
    boolean follows = sameLine && mayFollow && (!alone || frame.afterAnnotation);
    if (afterComment || follows) {
      out.append(' ');
    } else {
      lineFor(token, bodyIndent());
    }
    if (opens || middle) {
      frame.blocks++;
    }
    frame.inBody = true;
    frame.afterStructure = structure;
    frame.afterAnnotation = tokens.kind(token) == TokenKind.ANNOTATION;
  }

  private boolean fitsBehind(int token) {
    boolean whole = !tokens.isOpen(token) || !tokens.broken(token);
    return whole && column() + 1 + tokens.width(token) <= limit();
  }
}
