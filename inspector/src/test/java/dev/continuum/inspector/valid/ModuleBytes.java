package dev.continuum.inspector.valid;

import dev.continuum.inspector.binary.BinaryWriter;
import dev.continuum.inspector.syntax.SectionId;
import java.util.HexFormat;

/** Puts together binaries from the hexadecimal digits of their sections' items. */
final class ModuleBytes {
  private final BinaryWriter out = new BinaryWriter();

  ModuleBytes() {
    out.fixed32(0x6d736100);
    out.fixed32(1);
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  /** A section of the given items. */
  ModuleBytes section(SectionId id, String... items) {
    out.u8(id.code());
    int begun = out.begin();
    out.u32(items.length);
    for (String item : items) {
      out.bytes(hex(item));
    }
    out.end(begun);
    return this;
  }

  /** The functions of the module: for each its type index and its body, locals first. */
  ModuleBytes functions(Body... bodies) {
    out.u8(SectionId.FUNCTION.code());
    int types = out.begin();
    out.u32(bodies.length);
    for (Body body : bodies) {
      out.u32(body.type());
    }
    out.end(types);
    return code(bodies);
  }

  /** The code section alone. */
  ModuleBytes code(Body... bodies) {
    out.u8(SectionId.CODE.code());
    int begun = out.begin();
    out.u32(bodies.length);
    for (Body body : bodies) {
      int entry = out.begin();
      out.bytes(body.content());
      out.end(entry);
    }
    out.end(begun);
    return this;
  }

  record Body(int type, byte[] content) {}

  /** A body without locals of its own, from its instructions without the last end. */
  static Body body(int type, String instructions) {
    return new Body(type, hex("00" + instructions + "0b"));
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
