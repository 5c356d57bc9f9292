package dev.continuum.inspector.text;

import dev.continuum.inspector.syntax.ExternKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an {@link Outline} from the lists of a tree that are modules and fields. */
final class OutlineBuilder {
  private final SyntaxTree tree;

  OutlineBuilder(SyntaxTree tree) {
    this.tree = tree;
  }

  Outline outline() {
    List<TextProblem> problems = new ArrayList<>(tree.problems());
    TokenReader.Problems outside = new TokenReader.Problems(tree);
    List<OutlineItem> items = new ArrayList<>();
    Map<Enum<?>, Integer> counts = new HashMap<>();
    for (int node = 0; node < tree.size(); node = tree.next(node)) {
      if (tree.kind(node) == TokenKind.OPEN_PAREN) {
        fields(node, counts, items, true);
      } else if (!tree.isList(node) && !tree.isNotedAlready(node)) {
        outside.add(
            tree.start(node),
            tree.end(node),
            "unexpected token: this stands outside of all parentheses");
      }
    }
    problems.addAll(outside.list());
    problems.sort(Comparator.comparingInt(problem -> problem.range().start()));
    return new Outline(
        items, problems.subList(0, Math.min(problems.size(), SyntaxTree.MOST_PROBLEMS)));
  }

  /** Adds the item a list is, or the types of a recursion group. */
  private void fields(
      int list, Map<Enum<?>, Integer> counts, List<OutlineItem> items, boolean mayBeModule) {
    Keyword keyword = tree.headKeyword(list);
    FieldKind kind = keyword == null ? null : FieldKind.of(keyword);
    if (keyword == Keyword.REC) {
      for (int at = tree.head(list) + 1; at < tree.close(list); at = tree.next(at)) {
        if (tree.kind(at) == TokenKind.OPEN_PAREN) {
          fields(at, counts, items, false);
        }
      }
    } else if (kind == FieldKind.MODULE) {
      if (mayBeModule) {
        items.add(module(list));
      }
    } else if (kind != null) {
      items.add(new Field(list, kind).item(counts));
    }
  }

  private OutlineItem module(int list) {
    Map<Enum<?>, Integer> counts = new HashMap<>();
    List<OutlineItem> children = new ArrayList<>();
    int head = tree.head(list);
    int id = -1;
    for (int at = head + 1; at < tree.close(list); at = tree.next(at)) {
      if (tree.kind(at) == TokenKind.OPEN_PAREN) {
        fields(at, counts, children, false);
      } else if (at == head + 1 && tree.kind(at) == TokenKind.ID) {
        id = at;
      }
    }
    return new OutlineItem(
        FieldKind.MODULE,
        null,
        -1,
        id < 0 ? null : tree.text(id),
        List.of(),
        null,
        null,
        range(list),
        token(id < 0 ? head : id),
        children);
  }

  private TextRange range(int list) {
    return new TextRange(tree.start(list), tree.nodeEnd(list));
  }

  private TextRange token(int token) {
    return new TextRange(tree.start(token), tree.end(token));
  }

  /** A field that is being read. */
  private final class Field {
    private final int list;
    private final FieldKind kind;
    private @Nullable ExternKind subject;
    private int id = -1;
    private final List<String> exports = new ArrayList<>(1);
    private final List<String> imports = new ArrayList<>(2);

    Field(int list, FieldKind kind) {
      this.list = list;
      this.kind = kind;
      this.subject = kind.extern();
    }

    OutlineItem item(Map<Enum<?>, Integer> counts) {
      int head = tree.head(list);
      boolean refers = kind == FieldKind.START;
      identify(head + 1, refers);
      for (int at = head + 1; at < tree.close(list); at = tree.next(at)) {
        if (tree.kind(at) == TokenKind.STRING) {
          string(kind, at);
        } else if (tree.kind(at) == TokenKind.OPEN_PAREN) {
          inner(at);
        }
      }
      boolean imported = imports.size() >= 2;
      return new OutlineItem(
          kind,
          subject,
          index(counts),
          id < 0 ? null : tree.text(id),
          exports,
          imported ? imports.get(0) : null,
          imported ? imports.get(1) : null,
          range(list),
          token(id < 0 ? head : id),
          List.of());
    }

    private void identify(int token, boolean orNumber) {
      boolean names =
          id < 0
              && token < tree.close(list)
              && (tree.kind(token) == TokenKind.ID
                  || orNumber && tree.kind(token) == TokenKind.NUMBER);
      if (names) {
        id = token;
      }
    }

    private void string(FieldKind of, int token) {
      if (of == FieldKind.IMPORT) {
        imports.add(StringLiterals.text(tree.text(token)));
      } else if (of == FieldKind.EXPORT) {
        exports.add(StringLiterals.text(tree.text(token)));
      }
    }

    /** A list in the field: an import or export of it, or what an import or export is about. */
    private void inner(int inner) {
      Keyword keyword = tree.headKeyword(inner);
      FieldKind of = keyword == null ? null : FieldKind.of(keyword);
      if (of == FieldKind.IMPORT || of == FieldKind.EXPORT) {
        for (int at = tree.head(inner) + 1; at < tree.close(inner); at = tree.next(at)) {
          if (tree.kind(at) == TokenKind.STRING) {
            string(of, at);
          }
        }
      } else if (of != null
          && of.extern() != null
          && (kind == FieldKind.IMPORT || kind == FieldKind.EXPORT)) {
        subject = of.extern();
        identify(tree.head(inner) + 1, kind == FieldKind.EXPORT);
      }
    }

    private int index(Map<Enum<?>, Integer> counts) {
      Enum<?> space =
          switch (kind) {
            case TYPE, ELEMENT, DATA -> kind;
            case MODULE, EXPORT, START -> null;
            case IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, TAG -> subject;
          };
      return space == null ? -1 : counts.merge(space, 1, Integer::sum) - 1;
    }
  }
}
