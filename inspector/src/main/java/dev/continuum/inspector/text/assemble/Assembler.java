package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.text.Keyword;
import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.TokenReader;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * Assembles modules: text in, binary out (specification, "Text Format"). The whole text is read
 * whatever is wrong with it, so that all problems come at once; what a mistake makes unclear is
 * passed over.
 *
 * <p>The binary is the shortest there is: numbers without padding, types that only uses imply
 * behind those that are defined, {@code (sub final …)} only for types that are written so, the
 * count of data segments only where an instruction needs it.
 *
 * <p>Safe for use by several threads.
 */
public final class Assembler {
  private Assembler() {}

  /** Assembles a text with names and a source map. */
  public static Assembly assemble(CharSequence source) {
    return assemble(source, AssemblyOptions.DEFAULT);
  }

  /** Assembles a text: a {@code (module …)}, or fields without one around them. */
  public static Assembly assemble(CharSequence source, AssemblyOptions options) {
    return assemble(SyntaxTree.of(source), options);
  }

  /** Assembles a text in UTF-8; anything else is malformed. */
  public static Assembly assemble(byte[] utf8, AssemblyOptions options) {
    return assemble(ByteBuffer.wrap(utf8), options);
  }

  /**
   * Assembles a text in UTF-8, from the buffer's position to its limit; anything else is malformed.
   */
  public static Assembly assemble(ByteBuffer utf8, AssemblyOptions options) {
    return assemble(SyntaxTree.of(utf8), options);
  }

  /** Assembles a text that has been read already. */
  public static Assembly assemble(SyntaxTree tree, AssemblyOptions options) {
    TokenReader.Problems problems = new TokenReader.Problems(tree);
    TokenReader in = new TokenReader(tree, problems);
    in.moveTo(0);
    if (!in.isList(Keyword.MODULE)) {
      ModuleParser parser = new ModuleParser(tree, problems, options);
      parser.parse(-1, -1, 0, tree.size());
      return assembly(tree, tree.problems(), problems, parser);
    }
    int module = in.at();
    in.skip(module);
    if (in.at() < tree.size()) {
      in.unexpected("the end of the text: a text has one module");
    }
    return assemble(tree, module, problems, tree.problems(), options);
  }

  /**
   * Assembles one of several modules in a text.
   *
   * @param module the list {@code (module …)}
   */
  public static Assembly assemble(SyntaxTree tree, int module, AssemblyOptions options) {
    int start = tree.start(module);
    int end = tree.nodeEnd(module);
    List<TextProblem> known =
        tree.problems().stream()
            .filter(problem -> problem.range().start() >= start && problem.range().end() <= end)
            .toList();
    return assemble(tree, module, new TokenReader.Problems(tree), known, options);
  }

  private static Assembly assemble(
      SyntaxTree tree,
      int module,
      TokenReader.Problems problems,
      List<TextProblem> known,
      AssemblyOptions options) {
    TokenReader in = new TokenReader(tree, problems);
    in.moveTo(in.head(module) + 1);
    int header = in.head(module);
    in.take(Keyword.DEFINITION);
    int id = in.takeId();
    if (in.take(Keyword.BINARY)) {
      return binary(in, module, problems, known);
    }
    if (in.take(Keyword.QUOTE)) {
      return quoted(in, module, problems, known, options);
    }
    ModuleParser parser = new ModuleParser(tree, problems, options);
    parser.parse(id >= 0 ? id : header, id, in.at(), tree.close(module));
    return assembly(tree, known, problems, parser);
  }

  private static Assembly assembly(
      SyntaxTree tree,
      List<TextProblem> known,
      TokenReader.Problems problems,
      ModuleParser parser) {
    if (known.isEmpty() && problems.isEmpty()) {
      SourceMap.Builder map = new SourceMap.Builder();
      byte[] bytes = parser.binary(map).toByteArray();
      return new Assembly(bytes, List.of(), map.build());
    }
    return refused(tree, known, problems);
  }

  private static Assembly refused(
      SyntaxTree tree, List<TextProblem> known, TokenReader.Problems problems) {
    List<TextProblem> all =
        java.util.stream.Stream.concat(known.stream(), problems.list().stream())
            .sorted(Comparator.comparingInt(problem -> problem.range().start()))
            .limit(SyntaxTree.MOST_PROBLEMS)
            .toList();
    return new Assembly(null, all, SourceMap.EMPTY);
  }

  /** A module given by its bytes. */
  private static Assembly binary(
      TokenReader in, int module, TokenReader.Problems problems, List<TextProblem> known) {
    BinaryWriter bytes = new BinaryWriter();
    in.strings(bytes);
    if (in.at() != in.close(module)) {
      in.unexpected("a string");
    }
    return known.isEmpty() && problems.isEmpty()
        ? new Assembly(bytes.toByteArray(), List.of(), SourceMap.EMPTY)
        : refused(in.tree(), known, problems);
  }

  /** A module given by its text in strings; its problems lie where these start. */
  private static Assembly quoted(
      TokenReader in,
      int module,
      TokenReader.Problems problems,
      List<TextProblem> known,
      AssemblyOptions options) {
    int first = in.at();
    BinaryWriter text = new BinaryWriter();
    while (in.isString()) {
      in.string(text);
      text.u8(' ');
    }
    if (in.at() != in.close(module)) {
      in.unexpected("a string");
    }
    if (!known.isEmpty() || !problems.isEmpty()) {
      return refused(in.tree(), known, problems);
    }
    Assembly inner = assemble(text.toByteArray(), new AssemblyOptions(options.names(), false));
    for (TextProblem problem : inner.problems()) {
      in.problem(first, problem.message());
    }
    return inner.bytes() != null ? inner : refused(in.tree(), known, problems);
  }
}
