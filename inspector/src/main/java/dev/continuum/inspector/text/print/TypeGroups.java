package dev.continuum.inspector.text.print;

import dev.continuum.inspector.syntax.Section;
import dev.continuum.inspector.syntax.SectionId;
import dev.continuum.inspector.syntax.TypeDefinition;
import dev.continuum.inspector.syntax.WasmModule;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Which recursion groups a type section writes out (binary format, "Recursive Types"): a type alone
 * may stand in one or not, and one may be empty. What a group starts with lies between the types.
 */
final class TypeGroups {
  private static final int GROUP = 0x4e;

  private final WasmModule module;
  private final ByteBuffer bytes;

  TypeGroups(WasmModule module, ByteBuffer bytes) {
    this.module = module;
    this.bytes = bytes;
  }

  /** Whether the group of a type is written out. */
  boolean isWritten(TypeDefinition type) {
    TypeDefinition first = module.types().get(type.groupStart());
    return groups(behind(first.index() - 1), first.range().start()) % 2 != 0;
  }

  /** How many empty groups stand before the group that a type is the first of. */
  int emptyBefore(TypeDefinition first) {
    return groups(behind(first.index() - 1), first.range().start()) / 2;
  }

  /** How many empty groups stand behind all types. */
  int emptyAtEnd() {
    Section section = module.section(SectionId.TYPE);
    return section == null
        ? 0
        : groups(behind(module.types().size() - 1), section.content().end()) / 2;
  }

  /** Where a type ends; of the type before the first, where the groups start. */
  private int behind(int type) {
    List<TypeDefinition> types = module.types();
    if (type >= 0) {
      return types.get(type).range().end();
    }
    Section section = module.section(SectionId.TYPE);
    return section == null ? 0 : behindNumber(section.content().start());
  }

  private int behindNumber(int start) {
    int at = start;
    while (at < bytes.limit() && bytes.get(at) < 0) {
      at++;
    }
    return at + 1;
  }

  /** Twice the empty groups between two offsets, and one more for a group that is not empty. */
  private int groups(int from, int to) {
    int empty = 0;
    int at = from;
    while (at < to && bytes.get(at) == GROUP) {
      int end = behindNumber(at + 1);
      if (end >= bytes.limit() || end > to) {
        break;
      }
      if (!isZero(at + 1, end)) {
        return 2 * empty + 1;
      }
      empty++;
      at = end;
    }
    return 2 * empty;
  }

  private boolean isZero(int from, int to) {
    for (int at = from; at < to; at++) {
      if ((bytes.get(at) & 0x7f) != 0) {
        return false;
      }
    }
    return true;
  }
}
