package dev.continuum.inspector.exec.random;

import dev.continuum.inspector.syntax.Immediates;
import dev.continuum.inspector.syntax.Opcode;
import dev.continuum.inspector.syntax.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The instructions that say all of their operands and results, by what they result in. */
final class Instructions {
  private static final Set<Immediates> KNOWN =
      Set.of(
          Immediates.NONE,
          Immediates.MEMARG,
          Immediates.MEMARG_LANE,
          Immediates.LANE,
          Immediates.LANES);

  private final Map<String, List<Opcode>> byResult = new HashMap<>();
  private final List<Opcode> stores = new ArrayList<>();
  private final List<Opcode> pairs = new ArrayList<>();

  Instructions(Profile profile) {
    for (Opcode opcode : Opcode.values()) {
      if (!opcode.stackType().isFixed()
          || !KNOWN.contains(opcode.immediates())
          || !isIn(opcode, profile)) {
        continue;
      }
      List<Operand> results = opcode.stackType().results();
      if (results.size() == 1 && results.getFirst().type() != null) {
        String type = results.getFirst().toString();
        // What is not null is also one that may be.
        byResult
            .computeIfAbsent(type.equals("(ref i31)") ? "i31ref" : type, key -> new ArrayList<>())
            .add(opcode);
      } else if (results.size() == 2) {
        pairs.add(opcode);
      } else if (opcode.accessesMemory()) {
        stores.add(opcode);
      }
    }
  }

  private static boolean isIn(Opcode opcode, Profile profile) {
    return switch (opcode.proposal()) {
      case MVP, SIGN_EXTENSION, SATURATING_CONVERSION, BULK_MEMORY, REFERENCE_TYPES ->
          !opcode.opensBlock() && opcode != Opcode.NOP;
      case SIMD -> profile.has(Part.VECTORS);
      case RELAXED_SIMD -> profile.has(Part.VECTORS) && profile.has(Part.RELAXED_VECTORS);
      case GC -> profile.has(Part.AGGREGATES);
      case THREADS ->
          profile.has(Part.ATOMICS)
              && opcode != Opcode.MEMORY_ATOMIC_WAIT32
              && opcode != Opcode.MEMORY_ATOMIC_WAIT64;
      case WIDE_ARITHMETIC -> profile.has(Part.WIDE_ARITHMETIC);
      default -> false;
    };
  }

  List<Opcode> resultingIn(String type) {
    return byResult.getOrDefault(type, List.of());
  }

  /** Those that write to memory and result in nothing. */
  List<Opcode> stores() {
    return stores;
  }

  /** Those with two results, both of them {@code i64}. */
  List<Opcode> pairs() {
    return pairs;
  }

  /** Whether the bits of a NaN that an instruction results in are not laid down. */
  static boolean computesNan(Opcode opcode) {
    String name = opcode.mnemonic();
    if (name.contains("promote") || name.contains("demote")) {
      return true;
    }
    if (!name.startsWith("f")) {
      return false;
    }
    return switch (name.substring(name.indexOf('.') + 1)) {
      case "add", "sub", "mul", "div", "min", "max", "sqrt", "ceil", "floor", "trunc", "nearest" ->
          true;
      default -> false;
    };
  }
}
