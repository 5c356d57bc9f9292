package dev.continuum.inspector.text;

import dev.continuum.inspector.syntax.ExternKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Outline} from tokens, with a stack of its own, so that no nesting is too deep.
 *
 * <p>Where a source leaves parentheses open, it is read once more with recovery: a line that opens
 * a field no deeper than the unfinished field above it is taken to start a new one.
 */
final class OutlineBuilder {
  static final int MOST_PROBLEMS = 1000;

  /** A field or a module that is being read. */
  private static final class Draft {
    final FieldKind kind;
    final int start;
    TextRange nameRange;
    int end;
    int index = -1;
    @Nullable ExternKind subject;
    @Nullable String id;
    final List<String> exports = new ArrayList<>(1);
    final List<String> imports = new ArrayList<>(2);
    final List<Draft> children = new ArrayList<>();
    final Map<Enum<?>, Integer> counts = new HashMap<>();

    Draft(FieldKind kind, int start, TextRange keyword) {
      this.kind = kind;
      this.start = start;
      this.nameRange = keyword;
      this.subject = kind.extern();
    }

    OutlineItem finish() {
      boolean imported = imports.size() >= 2;
      return new OutlineItem(
          kind,
          subject,
          index,
          id,
          exports,
          imported ? imports.get(0) : null,
          imported ? imports.get(1) : null,
          new TextRange(start, end),
          nameRange,
          children.stream().map(Draft::finish).toList());
    }
  }

  /** An open parenthesis. */
  private static final class Frame {
    final Token open;
    final @Nullable Frame parent;
    final boolean annotation;

    /** The first word of the list. */
    @Nullable String head;

    /** Whether nothing has followed the head. */
    boolean fresh;

    /** The field or module this list is. */
    @Nullable Draft item;

    /** The field whose import, export or subject this list gives. */
    @Nullable Draft about;

    /** The module whose fields this list holds: that of a module, or of a recursion group. */
    @Nullable Draft container;

    /** The field around this list, kept here because nesting may be very deep. */
    final @Nullable Frame field;

    Frame(Token open, @Nullable Frame parent) {
      this.open = open;
      this.parent = parent;
      this.field = parent == null ? null : parent.fieldHere();
      this.annotation = open.kind() == TokenKind.ANNOTATION || parent != null && parent.annotation;
    }

    /** This list if it is a field, or else the field around it. */
    @Nullable Frame fieldHere() {
      return item != null && item.kind != FieldKind.MODULE ? this : field;
    }
  }

  private final String source;
  private final List<Token> tokens;
  private final boolean recover;
  private final LineMap lines;
  private final List<TextProblem> problems = new ArrayList<>();
  private final Draft root = new Draft(FieldKind.MODULE, 0, new TextRange(0, 0));
  private boolean leavesOpen;
  private int lastEnd;
  private @Nullable Frame top;

  OutlineBuilder(String source, List<Token> tokens, boolean recover) {
    this.source = source;
    this.tokens = tokens;
    this.recover = recover;
    this.lines = LineMap.of(source);
    int commentDepth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == TokenKind.BLOCK_COMMENT && i == tokens.size() - 1) {
        Lexer comment = new Lexer(source, token.start(), token.end(), LexerState.START);
        comment.next();
        commentDepth = comment.state().commentDepth();
      }
      if (!token.kind().isTrivia()) {
        read(token, i);
        lastEnd = token.end();
      }
    }
    if (commentDepth > 0) {
      Token comment = tokens.getLast();
      problem(comment.start(), comment.start() + 2, "The comment is not closed.");
    }
    leavesOpen = top != null;
    while (top != null) {
      leave(top, lastEnd);
    }
  }

  boolean leavesOpen() {
    return leavesOpen;
  }

  Outline outline() {
    problems.sort(Comparator.comparingInt(problem -> problem.range().start()));
    return new Outline(root.children.stream().map(Draft::finish).toList(), problems);
  }

  private void problem(int start, int end, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(
          new TextProblem(
              new TextRange(start, end), lines.line(start), lines.column(start), message));
    }
  }

  private void read(Token token, int position) {
    switch (token.kind()) {
      case OPEN_PAREN, ANNOTATION -> {
        if (recover) {
          leaveUnfinished(token, position);
        }
        if (top != null && token.kind() == TokenKind.OPEN_PAREN && top.head != null) {
          top.fresh = false;
        }
        top = new Frame(token, top);
      }
      case CLOSE_PAREN -> {
        Frame closed = top;
        if (closed == null) {
          problem(token.start(), token.end(), "This parenthesis closes nothing.");
          return;
        }
        if (closed.item != null) {
          closed.item.end = token.end();
        }
        top = closed.parent;
      }
      default -> word(token);
    }
  }

  private void word(Token token) {
    Frame list = top;
    boolean annotated = list != null && list.annotation;
    if (token.problem() != null) {
      problem(token.start(), token.end(), token.problem());
    } else if (token.kind() == TokenKind.RESERVED && !annotated) {
      problem(token.start(), token.end(), "This is not a word of the text format.");
    } else if (list == null) {
      problem(token.start(), token.end(), "This stands outside of all parentheses.");
    }
    if (list == null || annotated) {
      return;
    }
    if (list.head == null) {
      list.head = token.text(source);
      list.fresh = true;
      begin(list, token);
      return;
    }
    if (token.kind() == TokenKind.STRING) {
      string(list, StringLiterals.text(token.text(source)));
    } else if (list.fresh) {
      identify(list, token);
    }
    list.fresh = false;
  }

  /** Decides what a list is, now that its first word is known. */
  private void begin(Frame list, Token head) {
    if (head.kind() != TokenKind.KEYWORD && head.kind() != TokenKind.TYPE) {
      return;
    }
    String word = head.text(source);
    FieldKind kind = FieldKind.of(word);
    Frame parent = list.parent;
    Draft container = parent == null ? root : parent.container;
    if (container != null) {
      if (word.equals("rec")) {
        list.container = container;
      } else if (kind != null && (parent == null || kind != FieldKind.MODULE)) {
        Draft item = new Draft(kind, list.open.start(), new TextRange(head.start(), head.end()));
        container.children.add(item);
        list.item = item;
        if (kind == FieldKind.MODULE) {
          list.container = item;
        }
        number(item, container);
      }
    } else if (parent != null && parent.item != null && kind != null) {
      inside(list, parent.item, kind);
    }
  }

  /** A list within a field: an inline import or export, or what an import or export is about. */
  private void inside(Frame list, Draft field, FieldKind kind) {
    if (kind == FieldKind.IMPORT || kind == FieldKind.EXPORT) {
      list.about = field;
    } else if (kind.extern() != null
        && (field.kind == FieldKind.IMPORT || field.kind == FieldKind.EXPORT)) {
      list.about = field;
      field.subject = kind.extern();
      Frame module = list.parent == null ? null : list.parent.parent;
      Draft container = module == null || module.container == null ? root : module.container;
      number(field, container);
    }
  }

  private static void number(Draft item, Draft container) {
    Enum<?> space =
        switch (item.kind) {
          case TYPE, ELEMENT, DATA -> item.kind;
          case MODULE, EXPORT, START -> null;
          case IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, TAG -> item.subject;
        };
    if (space != null) {
      item.index = container.counts.merge(space, 1, Integer::sum) - 1;
    }
  }

  private static void string(Frame list, String text) {
    Draft field = list.item != null ? list.item : list.about;
    if (field == null) {
      return;
    }
    boolean own = list.item != null;
    if (own ? field.kind == FieldKind.IMPORT : "import".equals(list.head)) {
      field.imports.add(text);
    } else if (own ? field.kind == FieldKind.EXPORT : "export".equals(list.head)) {
      field.exports.add(text);
    }
  }

  private void identify(Frame list, Token token) {
    Draft field = list.item != null ? list.item : list.about;
    if (field == null || field.id != null) {
      return;
    }
    boolean refers = field.kind == FieldKind.START || field.kind == FieldKind.EXPORT;
    if (token.kind() == TokenKind.ID || refers && token.kind() == TokenKind.NUMBER) {
      field.id = token.text(source);
      field.nameRange = new TextRange(token.start(), token.end());
    }
  }

  /** Leaves the field that is open when a line plainly starts the next one. */
  private void leaveUnfinished(Token open, int position) {
    Frame field = top == null ? null : top.fieldHere();
    if (field == null || !opensField(position) || !firstOfItsLine(position)) {
      return;
    }
    if (lines.column(open.start()) <= lines.column(field.open.start())) {
      while (top != null && top != field) {
        leave(top, lastEnd);
      }
      leave(field, lastEnd);
    }
  }

  private boolean opensField(int position) {
    for (int i = position + 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!token.kind().isTrivia()) {
        String word = token.kind() == TokenKind.KEYWORD ? token.text(source) : "";
        return word.equals("rec") || FieldKind.of(word) != null;
      }
    }
    return false;
  }

  private boolean firstOfItsLine(int position) {
    if (position == 0) {
      return true;
    }
    Token before = tokens.get(position - 1);
    if (before.kind() != TokenKind.WHITESPACE) {
      return false;
    }
    for (int i = before.start(); i < before.end(); i++) {
      char c = source.charAt(i);
      if (c == '\n' || c == '\r') {
        return true;
      }
    }
    return before.start() == 0;
  }

  /** Leaves a list that has no closing parenthesis. */
  private void leave(Frame list, int end) {
    String what = list.head == null ? "" : " before \"" + list.head + "\"";
    problem(list.open.start(), list.open.end(), "The parenthesis" + what + " has no closing one.");
    if (list.item != null) {
      list.item.end = end;
    }
    top = list.parent;
  }
}
