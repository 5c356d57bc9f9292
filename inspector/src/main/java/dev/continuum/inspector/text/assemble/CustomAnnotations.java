package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.binary.LebWidths;
import dev.continuum.inspector.text.StringLiterals;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The custom sections that {@code (@custom "name" (after code) "…")} asks for. */
final class CustomAnnotations {
  /** The sections in their order, as the placements of annotations name them. */
  private static final List<String> SECTIONS =
      List.of(
          "type",
          "import",
          "func",
          "table",
          "memory",
          "tag",
          "global",
          "export",
          "start",
          "elem",
          "datacount",
          "code",
          "data");

  /** The place behind all sections. */
  static final int LAST = 2 * SECTIONS.size();

  private record Custom(int place, BinaryWriter contents, @Nullable LebWidths widths) {}

  private final TokenReader in;
  private final List<Custom> customs = new ArrayList<>();

  /** How the sections are encoded that something was said of; they are there even if empty. */
  private final Map<String, LebWidths> encodings = new HashMap<>();

  private boolean named;

  CustomAnnotations(TokenReader in) {
    this.in = in;
  }

  /** The place before a section, given by its position in the order of sections. */
  static int before(int section) {
    return 2 * section;
  }

  /** Reads an annotation. */
  void add(int annotation) {
    int end = in.close(annotation);
    int at = annotation + 1;
    if (at >= end || !in.is(at, TokenKind.STRING)) {
      problem(annotation, "missing section name");
      return;
    }
    byte[] name = StringLiterals.bytes(in.tree().text(at));
    if (StringLiterals.utf8(name, 0, name.length) == null) {
      problem(at, "malformed UTF-8 encoding");
      return;
    }
    BinaryWriter contents = new BinaryWriter();
    contents.u32(name.length);
    contents.bytes(name, 0, name.length);
    at++;
    int place = LAST;
    if (at < end && in.is(at, TokenKind.OPEN_PAREN)) {
      place = place(at);
      at = in.tree().next(at);
    }
    for (; at < end; at++) {
      if (!in.is(at, TokenKind.STRING)) {
        problem(at, "unexpected token: expected a string");
        return;
      }
      byte[] bytes = StringLiterals.bytes(in.tree().text(at));
      contents.bytes(bytes, 0, bytes.length);
    }
    named |= new String(name, StandardCharsets.UTF_8).equals("name");
    customs.add(new Custom(place, contents, encodings.remove("custom")));
  }

  /** Reads an annotation on how a section is encoded. */
  void readEncoding(int annotation) {
    int word = annotation + 1;
    String section = word < in.close(annotation) ? in.tree().text(word) : "";
    if (!section.equals("custom") && !SECTIONS.contains(section)) {
      in.problem(
          annotation,
          "@continuum.section annotation: expected \"custom\" or one of "
              + String.join(", ", SECTIONS));
      return;
    }
    LebWidths widths = Annotations.widths(in, annotation, word + 1);
    if (widths != null) {
      encodings.put(section, widths);
    }
  }

  /** How a section is encoded, or null when nothing was said of it. */
  @Nullable LebWidths encoding(int section) {
    return encodings.get(SECTIONS.get(section));
  }

  /** Whether one of the sections is a name section. */
  boolean hasNames() {
    return named;
  }

  private int place(int list) {
    int end = in.close(list);
    String side = list + 1 < end ? in.tree().text(list + 1) : "";
    if (!side.equals("before") && !side.equals("after")) {
      problem(list, "malformed placement: expected \"before\" or \"after\" and a section");
      return LAST;
    }
    String section = list + 3 == end ? in.tree().text(list + 2) : "";
    boolean after = side.equals("after");
    if (section.equals("first") && !after) {
      return -1;
    }
    if (section.equals("last") && after) {
      return LAST;
    }
    int position = SECTIONS.indexOf(section);
    if (position < 0) {
      problem(list, "malformed section kind: expected one of " + String.join(", ", SECTIONS));
      return LAST;
    }
    return before(position) + (after ? 1 : 0);
  }

  private void problem(int token, String message) {
    in.problem(token, "@custom annotation: " + message);
  }

  /** Writes the sections that belong between two places, the first included. */
  void write(int from, int to, BinaryWriter out) {
    for (int place = from; place < to; place++) {
      for (Custom custom : customs) {
        if (custom.place == place) {
          int start = out.size();
          out.u8(0);
          out.u32(custom.contents.size());
          out.bytes(custom.contents.array(), 0, custom.contents.size());
          Sections.pad(custom.widths, start, out);
        }
      }
    }
  }
}
