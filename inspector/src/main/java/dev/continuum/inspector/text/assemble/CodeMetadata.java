package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.text.StringLiterals;
import dev.continuum.inspector.text.TokenKind;
import dev.continuum.inspector.text.TokenReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Collects what annotations such as {@code (@metadata.code.branch_hint "\01")} say of instructions,
 * for custom sections of their names.
 */
final class CodeMetadata {
  private static final String BRANCH_HINT = Annotations.CODE + "branch_hint";

  private record Hint(int place, BinaryWriter data) {}

  /** Annotations that wait for the instruction they stand before, by its token. */
  private final Map<Integer, int[]> waiting = new HashMap<>();

  /** For each section its functions, the last of which may still be open. */
  private final Map<String, SectionSink> sections = new TreeMap<>();

  private final Map<String, List<Hint>> here = new TreeMap<>();
  private int bodyStart = -1;

  /** Starts a function. */
  void start(int bodyStart) {
    this.bodyStart = bodyStart;
  }

  /** Keeps annotations for the instruction whose token, or whose list, comes next. */
  void keep(TokenReader in, int[] annotations, int token) {
    for (int annotation : annotations) {
      String name = Annotations.name(in.tree(), annotation);
      if (bodyStart < 0 || !name.startsWith(Annotations.CODE)) {
        Annotations.misplaced(in, annotation);
        continue;
      }
      int[] before = waiting.getOrDefault(token, new int[0]);
      for (int other : before) {
        if (Annotations.name(in.tree(), other).equals(name)) {
          in.problem(annotation, "@" + name + " annotation: duplicate annotation");
        }
      }
      int[] all = Arrays.copyOf(before, before.length + 1);
      all[before.length] = annotation;
      waiting.put(token, all);
    }
  }

  /** Moves what was kept for a list to the mnemonic in it. */
  void move(int list, int mnemonic) {
    if (!waiting.isEmpty()) {
      int[] kept = waiting.remove(list);
      if (kept != null) {
        waiting.put(mnemonic, kept);
      }
    }
  }

  /** Writes what was kept for an instruction that is about to be written at a place. */
  void attach(TokenReader in, int mnemonic, Opcode opcode, int place) {
    if (waiting.isEmpty()) {
      return;
    }
    int[] kept = waiting.remove(mnemonic);
    if (kept == null) {
      return;
    }
    for (int annotation : kept) {
      String name = Annotations.name(in.tree(), annotation);
      if (name.equals(BRANCH_HINT) && opcode != Opcode.IF && opcode != Opcode.BR_IF) {
        in.problem(annotation, "@" + name + " annotation: invalid target " + opcode.mnemonic());
      }
      BinaryWriter data = new BinaryWriter();
      for (int at = annotation + 1; at < in.close(annotation); at++) {
        if (!in.is(at, TokenKind.STRING)) {
          in.problem(at, "@" + name + " annotation: unexpected token, expected a string");
          break;
        }
        byte[] bytes = StringLiterals.bytes(in.tree().text(at));
        data.bytes(bytes, 0, bytes.length);
      }
      here.computeIfAbsent(name, key -> new ArrayList<>()).add(new Hint(place - bodyStart, data));
    }
  }

  /**
   * Ends a function.
   *
   * @param places gives for each place in the body the one where it is in the end
   */
  void finish(TokenReader in, int function, IntUnaryOperator places) {
    for (int[] left : waiting.values()) {
      for (int annotation : left) {
        Annotations.misplaced(in, annotation);
      }
    }
    waiting.clear();
    bodyStart = -1;
    here.forEach((name, hints) -> {
      SectionSink section = sections.computeIfAbsent(name, key -> new SectionSink(false));
      section.count++;
      section.bytes.u32(function);
      section.bytes.u32(hints.size());
      for (Hint hint : hints) {
        section.bytes.u32(places.applyAsInt(hint.place()));
        section.bytes.u32(hint.data().size());
        section.bytes.bytes(hint.data().array(), 0, hint.data().size());
      }
    });
    here.clear();
  }

  /** The contents of the custom sections by their names. */
  Map<String, SectionSink> sections() {
    return sections;
  }
}
