package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.text.FieldKind;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.Refusal;
import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the fields of a module (specification, text format, "Modules") and writes its sections. A
 * first pass gives everything its index, so that the second can resolve identifiers that are
 * defined further down.
 *
 * <p>What is wrong with a field is noted, and the next one is read.
 */
final class ModuleParser {
  private final SyntaxTree tree;
  private final TokenReader in;
  private final AssemblyOptions options;
  private final Sections sections;
  private final Scope scope;
  private final FieldParser fields;
  private final NameSection names;
  private final CustomAnnotations customs;

  /** The lists that are fields, in the order of the text. */
  private final List<Integer> lists = new ArrayList<>();

  ModuleParser(SyntaxTree tree, TokenReader.Problems problems, AssemblyOptions options) {
    this.tree = tree;
    this.in = new TokenReader(tree, problems);
    this.options = options;
    sections = new Sections(options.sourceMap());
    scope = new Scope(in, sections.types);
    names = new NameSection(tree.symbols());
    customs = new CustomAnnotations(in);
    fields = new FieldParser(scope, sections, names, options.names());
  }

  /**
   * Parses fields.
   *
   * @param header the token after which annotations of the module stand: its identifier or keyword,
   *     or -1 when the fields stand alone
   * @param id the token of the module's identifier, or -1
   * @param start the first token of the fields
   * @param end the index behind the last
   */
  void parse(int header, int id, int start, int end) {
    if (id >= 0 && in.symbol(id) >= 0) {
      names.module(tree.symbols().name(in.symbol(id)));
    }
    declare(start, end);
    define(end);
    in.keepAnnotations(token -> Annotations.isKnown(tree, token));
    int before = header < 0 ? start : header + 1;
    in.moveTo(before);
    moduleAnnotations(header >= 0, before);
    for (int list : lists) {
      if (in.isFull()) {
        return;
      }
      in.moveTo(list);
      moduleAnnotations(false, list);
      field(list);
      in.moveTo(tree.next(list));
      fieldAnnotations(list, tree.next(list));
    }
    in.moveTo(Math.max(end, in.at()));
    moduleAnnotations(false, end);
  }

  /** Deals with annotations between fields. */
  private void moduleAnnotations(boolean afterHeader, int before) {
    if (!in.hasAnnotations()) {
      return;
    }
    boolean named = !afterHeader;
    for (int annotation : in.takeAnnotations()) {
      String name = Annotations.name(tree, annotation);
      if (name.equals(Annotations.CUSTOM)) {
        customs.add(annotation);
      } else if (name.equals(Annotations.SECTION)) {
        customs.readEncoding(annotation);
      } else if (name.equals(Annotations.NAME) && !named) {
        if (annotationsOf(before, annotation) > 0) {
          in.problem(annotation, "@name annotation: multiple module names");
        } else {
          String given = Annotations.string(in, annotation);
          if (given != null) {
            names.module(given);
          }
        }
      } else {
        Annotations.misplaced(in, annotation);
      }
    }
  }

  /** How many {@code @name} annotations there are between two tokens. */
  private int annotationsOf(int from, int to) {
    int count = 0;
    for (int at = Math.min(from, to); at < to; at = tree.next(at)) {
      boolean isName =
          in.is(at, TokenKind.ANNOTATION) && Annotations.name(tree, at).equals(Annotations.NAME);
      count += isName ? 1 : 0;
    }
    return count;
  }

  /** What is left of a field's annotations stands where it may not; what follows is kept. */
  private void fieldAnnotations(int list, int end) {
    if (!in.hasAnnotations()) {
      return;
    }
    for (int annotation : in.takeAnnotations()) {
      if (annotation > list && annotation < end) {
        Annotations.misplaced(in, annotation);
      } else if (Annotations.name(tree, annotation).equals(Annotations.CUSTOM)) {
        customs.add(annotation);
      } else if (Annotations.name(tree, annotation).equals(Annotations.SECTION)) {
        customs.readEncoding(annotation);
      } else {
        Annotations.misplaced(in, annotation);
      }
    }
  }

  /** Gives everything that fields define its index. */
  private void declare(int start, int end) {
    in.moveTo(start);
    boolean imports = true;
    while (in.at() < end && !in.isFull()) {
      int list = in.at();
      Keyword keyword = in.listKeyword();
      FieldKind kind = keyword == null ? null : FieldKind.of(keyword);
      if (keyword == Keyword.REC) {
        declareGroup(list);
        lists.add(list);
      } else if (kind != null && kind != FieldKind.MODULE) {
        imports = declare(list, kind, imports);
        lists.add(list);
      } else if (tree.isList(list)) {
        in.moveTo(in.head(list));
        in.unexpected("a field of a module, such as func");
      } else {
        in.unexpected("a field of a module in parentheses");
      }
      in.moveTo(Math.max(tree.next(list), list + 1));
    }
  }

  private void declareGroup(int group) {
    in.takeList(Keyword.REC);
    while (in.at() < in.close(group)) {
      int list = in.at();
      if (in.takeList(Keyword.TYPE) >= 0) {
        scope.types.define(in, in.takeId());
      }
      in.moveTo(Math.max(tree.next(list), list + 1));
    }
  }

  /** Whether imports may still follow. */
  private boolean declare(int list, FieldKind kind, boolean imports) {
    in.moveTo(in.head(list) + 1);
    if (kind == FieldKind.IMPORT) {
      checkOrder(list);
      declareImported();
      return imports;
    }
    int id = in.takeId();
    switch (kind) {
      case TYPE -> scope.types.define(in, id);
      case ELEMENT -> scope.elements.define(in, id);
      case DATA -> scope.data.define(in, id);
      default -> {
        ExternKind extern = kind.extern();
        if (extern == null) {
          return imports;
        }
        scope(extern).define(in, id);
        while (in.isList(Keyword.EXPORT)) {
          in.skip(in.at());
        }
        if (in.isList(Keyword.IMPORT)) {
          checkOrder(list);
        } else if (firstDefined == null) {
          firstDefined = kind;
        }
        declareInline(extern);
        return imports && firstDefined == null;
      }
    }
    return imports;
  }

  /** The kind of what the module defines first, after which no imports may stand. */
  private @Nullable FieldKind firstDefined;

  private void checkOrder(int list) {
    FieldKind first = firstDefined;
    if (first != null) {
      String what = first == FieldKind.FUNCTION ? "function" : first.keyword();
      in.problem(in.head(list), "import after " + what + ": all imports come before definitions");
    }
  }

  /** The segment that a table or a memory may have within its own field. */
  private void declareInline(ExternKind kind) {
    boolean mayHave = kind == ExternKind.TABLE || kind == ExternKind.MEMORY;
    if (!mayHave) {
      return;
    }
    for (int at = in.at();
        !in.is(at, TokenKind.CLOSE_PAREN) && at < tree.size();
        at = tree.next(at)) {
      Keyword keyword = in.is(at, TokenKind.OPEN_PAREN) ? keywordOf(at) : null;
      if (keyword == Keyword.ELEM && kind == ExternKind.TABLE) {
        scope.elements.define(in, -1);
        return;
      }
      if (keyword == Keyword.DATA && kind == ExternKind.MEMORY) {
        scope.data.define(in, -1);
        return;
      }
    }
  }

  private @Nullable Keyword keywordOf(int list) {
    int head = in.head(list);
    return in.keyword(head);
  }

  private void declareImported() {
    while (in.isString()) {
      in.advance();
    }
    Keyword keyword = in.listKeyword();
    FieldKind kind = keyword == null ? null : FieldKind.of(keyword);
    ExternKind extern = kind == null ? null : kind.extern();
    if (extern != null) {
      in.moveTo(in.head(in.at()) + 1);
      scope(extern).define(in, in.takeId());
    }
  }

  private Space scope(ExternKind kind) {
    return switch (kind) {
      case FUNCTION -> scope.functions;
      case TABLE -> scope.tables;
      case MEMORY -> scope.memories;
      case GLOBAL -> scope.globals;
      case TAG -> scope.tags;
    };
  }

  /** Reads the type definitions, which all else needs. */
  private void define(int end) {
    int next = 0;
    for (int list : lists) {
      Keyword keyword = tree.headKeyword(list);
      if (keyword != Keyword.TYPE && keyword != Keyword.REC) {
        continue;
      }
      in.moveTo(list);
      try {
        if (keyword == Keyword.TYPE) {
          next++;
          scope.typeTable.single();
        } else {
          next += members(list);
          scope.typeTable.group();
        }
      } catch (Refusal noted) {
        scope.typeTable.missed(next);
      }
    }
  }

  private int members(int group) {
    int count = 0;
    for (int at = in.head(group) + 1; at < in.close(group); at = tree.next(at)) {
      count += tree.isList(at) && tree.headKeyword(at) == Keyword.TYPE ? 1 : 0;
    }
    return count;
  }

  private void field(int list) {
    try {
      fields.field(list);
    } catch (Refusal noted) {
      // The reason has been noted; the next field is read.
    }
  }

  /** The whole binary. */
  BinaryWriter binary(SourceMap.Builder map) {
    BinaryWriter name =
        options.names() || names.hasModule() ? names.write(scope, fields.names()) : null;
    return sections.write(customs, fields.metadata(), name, fields.usesData(), map);
  }
}
