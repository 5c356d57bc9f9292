package dev.continuum.inspector.debug.expression;

import dev.continuum.inspector.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what could stand at the caret, from the tokens before it. */
final class Completions {
  /** More than that nobody reads. */
  private static final int MOST = 200;

  /** A module may have a million names, of a megabyte each. */
  private static final int MOST_NAMES = 20_000;

  private static final int LONGEST_NAME = 1024;

  private final String text;
  private final int caret;
  private final ScopeNames names;
  private final List<Completion> found = new ArrayList<>();

  /** Those that have what was typed within, but not at their start. */
  private final List<Completion> within = new ArrayList<>();

  /** What has been typed of the word, in small letters. */
  private String typed = "";

  private TextRange replaced;

  Completions(String text, int caret, ScopeNames names) {
    this.text = text;
    this.caret = Math.clamp(caret, 0, text.length());
    this.names = names;
    this.replaced = new TextRange(this.caret, this.caret);
  }

  List<Completion> all() {
    if (caret <= Parser.LONGEST) {
      collect();
    }
    found.addAll(within);
    return List.copyOf(found.subList(0, Math.min(found.size(), MOST)));
  }

  /** A token before the caret. */
  private record Before(Tokens.Type type, String text, int start, int end) {
    static final Before NOTHING = new Before(Tokens.Type.END, "", 0, 0);

    boolean is(String wanted) {
      return type != Tokens.Type.TEXT && text.equals(wanted);
    }
  }

  private void collect() {
    List<Before> tokens = new ArrayList<>();
    try {
      Tokens reader = new Tokens(text, 0, caret);
      while (reader.type != Tokens.Type.END) {
        String shown =
            switch (reader.type) {
              case NAME, WORD, TEXT -> reader.text;
              default -> text.substring(reader.start, reader.end);
            };
        tokens.add(new Before(reader.type, shown, reader.start, reader.end));
        reader.next();
      }
    } catch (ExpressionException unfinished) {
      int at = unfinished.range().start();
      if (!text.startsWith("$", at)) {
        // In a string, or behind something that no completion can mend.
        return;
      }
      String name = text.substring(at + 1, caret);
      tokens.add(
          new Before(
              Tokens.Type.NAME, name.startsWith("\"") ? name.substring(1) : name, at, caret));
    }
    Before last = tokens.isEmpty() ? Before.NOTHING : tokens.getLast();
    boolean typing =
        last.end() == caret && (last.type() == Tokens.Type.NAME || last.type() == Tokens.Type.WORD);
    if (typing) {
      tokens.removeLast();
      typed = last.text().toLowerCase(Locale.ROOT);
      replaced = new TextRange(last.start(), wordEnd());
    }
    boolean numberBefore =
        last.end() == caret
            && (last.type() == Tokens.Type.INTEGER || last.type() == Tokens.Type.FLOAT);
    if (!numberBefore) {
      choose(tokens, typing && last.type() == Tokens.Type.NAME);
    }
  }

  /** Where the word ends that the caret is in. */
  private int wordEnd() {
    int at = caret;
    while (at < text.length() && Names.isPart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static Before nth(List<Before> tokens, int fromEnd) {
    int at = tokens.size() - 1 - fromEnd;
    return at < 0 ? Before.NOTHING : tokens.get(at);
  }

  private void choose(List<Before> before, boolean name) {
    Before last = nth(before, 0);
    Before second = nth(before, 1);
    if (last.is(".")) {
      behindDot(second, nth(before, 2), name);
    } else if (last.is(":") && second.is("]") && second.end() == last.start() && !name) {
      for (DataType type : DataType.values()) {
        if (type != DataType.TEXT) {
          add(type.word(), "type in memory");
        }
      }
    } else if (endsOperand(last)) {
      // An operator comes next, and those are quicker written than chosen.
      return;
    } else {
      addNames(Space.LOCAL);
      addNames(Space.GLOBAL);
      if (!name) {
        addWords();
      }
    }
  }

  private static boolean endsOperand(Before token) {
    return switch (token.type()) {
      case NAME, INTEGER, FLOAT, TEXT, WORD -> true;
      case SIGN -> token.is(")") || token.is("]");
      case OPERATOR, END -> false;
    };
  }

  private void behindDot(Before owner, Before beforeOwner, boolean name) {
    if (owner.type() == Tokens.Type.WORD && owner.is("ref")) {
      add("is_null(", Function.IS_NULL.meaning);
      return;
    }
    Space space = owner.type() == Tokens.Type.WORD ? space(owner.text()) : null;
    if (space != null) {
      addNames(space);
    }
    boolean memory = space == Space.MEMORY || beforeOwner.is(".");
    if (!name && memory) {
      add("str[", "a string");
    }
    if (!name && space == null) {
      add("field[", "a field of a structure");
    }
  }

  private static @Nullable Space space(String word) {
    for (Space space : Space.values()) {
      if (space.word().equals(word)) {
        return space;
      }
    }
    return null;
  }

  private void addNames(Space space) {
    int seen = 0;
    for (String name : names.names(space)) {
      if (++seen > MOST_NAMES) {
        break;
      }
      if (name.length() <= LONGEST_NAME) {
        add(name, Names.written(name), space.word());
      }
    }
  }

  private void addWords() {
    for (String word : Operands.WORDS) {
      String behind =
          switch (word) {
            case "stack", "result" -> "[";
            case "ref" -> ".";
            default -> "";
          };
      add(word + behind, "");
    }
    for (Function function : Function.values()) {
      if (function != Function.IS_NULL) {
        add(function.text + "(", function.meaning);
      }
    }
  }

  private void add(String word, String detail) {
    add(word, word, detail);
  }

  private void add(String compared, String written, String detail) {
    String small = compared.toLowerCase(Locale.ROOT);
    if (small.startsWith(typed)) {
      found.add(new Completion(written, replaced, detail));
    } else if (small.contains(typed)) {
      within.add(new Completion(written, replaced, detail));
    }
  }
}
