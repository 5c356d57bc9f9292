package dev.continuum.inspector.text.assemble;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.text.Symbols;

/** Collects the names of locals and labels for the name section, function by function. */
final class CodeNames {
  private final Symbols symbols;
  private final boolean wanted;

  /** Names of locals and of labels; their counts are those of functions that have some. */
  final SectionSink locals = new SectionSink(false);

  final SectionSink labels = new SectionSink(false);

  private final BinaryWriter labelsHere = new BinaryWriter();
  private int namedLabels;
  private int labelIndex;
  private boolean inFunction;

  CodeNames(Symbols symbols, boolean wanted) {
    this.symbols = symbols;
    this.wanted = wanted;
  }

  /** Starts a function. */
  void start() {
    inFunction = wanted;
    labelsHere.truncate(0);
    namedLabels = 0;
    labelIndex = 0;
  }

  /** Counts a label of the function, and notes its name if it has one. */
  void label(int symbol) {
    if (!inFunction) {
      return;
    }
    int index = labelIndex++;
    if (symbol >= 0) {
      labelsHere.u32(index);
      NameSection.name(symbols.name(symbol), labelsHere);
      namedLabels++;
    }
  }

  /** Ends a function. */
  void finish(int function, Locals known) {
    if (!inFunction) {
      return;
    }
    inFunction = false;
    if (known.named() > 0) {
      locals.count++;
      locals.bytes.u32(function);
      locals.bytes.u32(known.named());
      for (int i = 0; i < known.named(); i++) {
        locals.bytes.u32(known.namedIndex(i));
        NameSection.name(known.name(i), locals.bytes);
      }
    }
    if (namedLabels > 0) {
      labels.count++;
      labels.bytes.u32(function);
      labels.bytes.u32(namedLabels);
      labels.bytes.bytes(labelsHere.array(), 0, labelsHere.size());
    }
  }
}
