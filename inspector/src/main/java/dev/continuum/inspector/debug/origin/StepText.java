package dev.continuum.inspector.debug.origin;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.syntax.Code;
import dev.continuum.inspector.syntax.Entity;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.Identifiers;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.print.FunctionListing;
import dev.continuum.inspector.text.print.InstructionPrinter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Names and instructions of a module in words. */
final class StepText {
  private static final int LONGEST = 200;

  private final WasmModule module;
  private final ByteBuffer bytes;
  private final InstructionPrinter printer;
  private final InstructionReader reader;
  private @Nullable FunctionListing listing;
  private int listed = -1;

  StepText(WasmModule module, ByteBuffer bytes) {
    this.module = module;
    this.bytes = bytes.slice();
    printer = new InstructionPrinter(module, bytes, LONGEST);
    reader = InstructionReader.of(module, Features.ALL);
  }

  /** An instruction; empty where none is listed. */
  String instruction(int function, int offset) {
    Code code = module.functions().get(function).code();
    if (code == null) {
      return "";
    }
    FunctionListing of = listing;
    if (of == null || listed != function) {
      of = FunctionListing.of(bytes, code, reader);
      listing = of;
      listed = function;
    }
    int at = of.at(offset);
    return at == FunctionListing.NONE ? "" : printer.instruction(function, of, at);
  }

  /** {@code global $g}, or {@code global 3}. */
  String entity(ExternKind kind, String word, int index) {
    Entity entity = module.entity(kind, index);
    String name = entity == null ? null : entity.name();
    return word + " " + (name == null ? index : Identifiers.of(name));
  }

  /** {@code "module" "name"} of an imported function. */
  String imported(int function) {
    int at = 0;
    for (Import each : module.imports()) {
      if (each.kind() == ExternKind.FUNCTION && at++ == function) {
        return Identifiers.quoted(each.module()) + " " + Identifiers.quoted(each.name());
      }
    }
    return "";
  }
}
