package dev.continuum.inspector.debug.origin;

import dev.continuum.inspector.binary.InstructionReader;
import dev.continuum.inspector.binary.MalformedException;
import dev.continuum.inspector.debug.expression.Place;
import dev.continuum.inspector.syntax.ByteRange;
import dev.continuum.inspector.syntax.DataSegment;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;

/** Finds the data segments that memories begin with. */
final class Segments {
  private final WasmModule module;
  private final ByteBuffer bytes;

  Segments(WasmModule module, ByteBuffer bytes) {
    this.module = module;
    this.bytes = bytes.slice();
  }

  /** What bytes that were never written hold. */
  String words(Place.Memory place) {
    // A later segment writes over an earlier one.
    for (DataSegment segment : module.data().reversed()) {
      Integer memory = segment.memory();
      long from = start(segment);
      if (memory != null
          && memory == place.memory()
          && from >= 0
          && place.address() < from + segment.content().size()
          && place.address() + place.length() > from) {
        return "data segment " + segment.index() + " put it there";
      }
    }
    return "memory begins with zeros";
  }

  /** Where a segment starts in its memory; -1 where that is no plain number. */
  private long start(DataSegment segment) {
    ByteRange expression = segment.offset();
    if (expression == null) {
      return -1;
    }
    InstructionReader in = new InstructionReader();
    in.expression(bytes, expression);
    try {
      in.next();
    } catch (MalformedException impossible) {
      throw new IllegalStateException("a valid segment cannot be read", impossible);
    }
    return switch (in.opcode()) {
      case I32_CONST -> Integer.toUnsignedLong((int) in.constant());
      case I64_CONST -> in.constant();
      default -> -1;
    };
  }
}
