package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.binary.LebWidths;
import dev.continuum.inspector.text.StringLiterals;
import dev.continuum.inspector.text.SyntaxTree;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import org.jspecify.annotations.Nullable;

/** The annotations that the assembler understands; all others mean nothing to it. */
final class Annotations {
  static final String CUSTOM = "custom";
  static final String NAME = "name";

  /** What starts the names of annotations on instructions. */
  static final String CODE = "metadata.code.";

  /** How a section is encoded, and how a function body is (docs/encoding-annotations.md). */
  static final String SECTION = "continuum.section";

  static final String BODY = "continuum.body";

  /** All bytes of a function body. */
  static final String BYTES = "continuum.bytes";

  /** An initializer of a table that is there, and empty. */
  static final String INITIALIZER = "continuum.initializer";

  private Annotations() {}

  static boolean isKnown(SyntaxTree tree, int annotation) {
    String name = name(tree, annotation);
    return name.equals(CUSTOM)
        || name.equals(NAME)
        || name.startsWith(CODE)
        || name.equals(SECTION)
        || name.equals(BODY)
        || name.equals(BYTES)
        || name.equals(INITIALIZER);
  }

  /** Whether an annotation says something of an instruction. */
  static boolean isOfCode(SyntaxTree tree, int annotation) {
    return name(tree, annotation).startsWith(CODE);
  }

  /** The name of an annotation, without its parenthesis and at-sign. */
  static String name(SyntaxTree tree, int annotation) {
    String name = tree.text(annotation).substring(2);
    return name.startsWith("\"") ? StringLiterals.text(name) : name;
  }

  /** The one string in an annotation, or null when something else is in it or the string is bad. */
  static @Nullable String string(TokenReader in, int annotation) {
    int string = annotation + 1;
    boolean alone = string + 1 == in.close(annotation) && in.is(string, TokenKind.STRING);
    if (!alone) {
      in.problem(annotation, "@" + name(in.tree(), annotation) + " annotation: unexpected token");
      return null;
    }
    byte[] bytes = StringLiterals.bytes(in.tree().text(string));
    String text = StringLiterals.utf8(bytes, 0, bytes.length);
    if (text == null) {
      in.problem(
          string, "@" + name(in.tree(), annotation) + " annotation: malformed UTF-8 encoding");
    }
    return text;
  }

  /**
   * The name that an annotation right behind an identifier gives to a local or field, or null. What
   * else stands there is misplaced.
   */
  static @Nullable String nameBehind(TokenReader in, int id) {
    String name = null;
    boolean named = false;
    for (int at = id + 1; at < in.at(); at = in.tree().next(at)) {
      if (!named && name(in.tree(), at).equals(NAME)) {
        named = true;
        name = string(in, at);
      } else if (isKnown(in.tree(), at)) {
        misplaced(in, at);
      }
    }
    in.forgetAnnotations(id);
    return name;
  }

  /** The bytes that the strings in an annotation stand for, or null if there is something else. */
  static byte @Nullable [] bytes(TokenReader in, int annotation) {
    BinaryWriter bytes = new BinaryWriter();
    for (int at = annotation + 1; at < in.close(annotation); at++) {
      if (!in.is(at, TokenKind.STRING)) {
        in.problem(
            at,
            "@" + name(in.tree(), annotation) + " annotation: unexpected token, expected a string");
        return null;
      }
      bytes.bytes(StringLiterals.bytes(in.tree().text(at)));
    }
    return bytes.toByteArray();
  }

  /** The widths that the strings of an annotation give from a token on, or null if they do not. */
  static @Nullable LebWidths widths(TokenReader in, int annotation, int from) {
    StringBuilder words = new StringBuilder();
    for (int at = from; at < in.close(annotation); at++) {
      if (!in.is(at, TokenKind.STRING)) {
        in.problem(
            at,
            "@" + name(in.tree(), annotation) + " annotation: unexpected token, expected widths");
        return null;
      }
      words.append(StringLiterals.text(in.tree().text(at)));
    }
    try {
      return LebWidths.parse(words.toString());
    } catch (IllegalArgumentException notWidths) {
      in.problem(
          annotation, "@" + name(in.tree(), annotation) + " annotation: " + notWidths.getMessage());
      return null;
    }
  }

  /** Notes that an annotation stands where it means nothing. */
  static void misplaced(TokenReader in, int annotation) {
    String name = name(in.tree(), annotation);
    in.problem(
        annotation,
        name.startsWith(CODE)
            ? "@" + name + " annotation: not in a function, or not before an instruction"
            : "misplaced @" + name + " annotation");
  }
}
