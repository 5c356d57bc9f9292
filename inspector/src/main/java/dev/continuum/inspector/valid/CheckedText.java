package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.binary.ModuleDecoder;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.LineMap;
import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.TextRange;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.Assembly;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.assemble.SourceMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module in the text format, assembled and validated.
 *
 * @param bytes its binary; null when the text is malformed. Not copied: do not change it
 * @param module the decoded binary; null when there is none
 * @param problems everything wrong with it, in the order of the text, with the text that each is
 *     about; empty for a valid module
 */
public record CheckedText(
    byte @Nullable [] bytes, @Nullable WasmModule module, List<TextProblem> problems) {
  public CheckedText {
    problems = List.copyOf(problems);
  }

  /** Assembles a text by all that is known, and validates what it stands for. */
  public static CheckedText of(CharSequence source) {
    return of(SyntaxTree.of(source));
  }

  /** The same of a text in UTF-8; anything else is malformed. */
  public static CheckedText of(byte[] utf8) {
    return of(ByteBuffer.wrap(utf8));
  }

  /** The same of a text in UTF-8, from the buffer's position to its limit. */
  public static CheckedText of(ByteBuffer utf8) {
    return of(SyntaxTree.of(utf8));
  }

  private static CheckedText of(SyntaxTree source) {
    Assembly assembly = Assembler.assemble(source, AssemblyOptions.DEFAULT);
    byte[] bytes = assembly.bytes();
    if (bytes == null) {
      return new CheckedText(null, null, assembly.problems());
    }
    try {
      WasmModule module = ModuleDecoder.decode(bytes);
      List<Problem> found = new Validator(Features.ALL).validate(module, bytes);
      return new CheckedText(bytes, module, inText(found, assembly.map(), source));
    } catch (MalformedException refused) {
      // A text that gives its module as bytes may give any.
      return new CheckedText(
          null, null, inText(List.of(refused.problem()), assembly.map(), source));
    }
  }

  /** Problems of the binary as problems of the text it comes from. */
  private static List<TextProblem> inText(
      List<Problem> problems, SourceMap map, SyntaxTree source) {
    if (problems.isEmpty()) {
      return List.of();
    }
    LineMap lines = source.lines();
    List<TextProblem> found = new ArrayList<>();
    for (Problem problem : problems) {
      TextRange range = map.textAt(problem.offset());
      TextRange place = range == null ? new TextRange(0, 0) : range;
      found.add(
          new TextProblem(
              place, lines.line(place.start()), lines.column(place.start()), problem.message()));
    }
    found.sort(Comparator.comparingInt(problem -> problem.range().start()));
    return found;
  }
}
