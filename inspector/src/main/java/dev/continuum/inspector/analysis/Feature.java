package dev.continuum.inspector.analysis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came into WebAssembly after its first version, and the proposals met in practice. */
public enum Feature {
  MUTABLE_GLOBALS("Imported or exported mutable globals", "mutable-globals", "1.0"),
  SIGN_EXTENSION("Sign-extension instructions", "sign-ext", "2.0"),
  SATURATING_CONVERSION("Saturating float-to-int conversions", "nontrapping-fptoint", "2.0"),
  MULTI_VALUE("Multiple results", "multivalue", "2.0"),
  BULK_MEMORY("Bulk memory operations", "bulk-memory", "2.0"),
  REFERENCE_TYPES("Reference types", "reference-types", "2.0"),
  SIMD("128-bit vectors (SIMD)", "simd128", "2.0"),
  EXTENDED_CONST("Extended constant expressions", "extended-const", "3.0"),
  TAIL_CALL("Tail calls", "tail-call", "3.0"),
  EXCEPTIONS("Exceptions", "exception-handling", "3.0"),
  FUNCTION_REFERENCES("Typed function references", "function-references", "3.0"),
  GC("Garbage-collected structures and arrays", "gc", "3.0"),
  MULTI_MEMORY("Several memories", "multimemory", "3.0"),
  MEMORY64("64-bit memories and tables", "memory64", "3.0"),
  RELAXED_SIMD("Relaxed vectors", "relaxed-simd", "3.0"),
  THREADS("Threads: shared memory and atomics", "atomics", null),
  CUSTOM_PAGE_SIZES("Custom page sizes", "custom-page-sizes", null),
  WIDE_ARITHMETIC("Wide arithmetic", "wide-arithmetic", null);

  private final String title;
  private final String toolName;
  private final @Nullable String version;

  Feature(String title, String toolName, @Nullable String version) {
    this.title = title;
    this.toolName = toolName;
    this.version = version;
  }

  public String title() {
    return title;
  }

  /** The name in a sentence: "tail calls". */
  public String words() {
    return switch (this) {
      case GC -> "garbage collection";
      case THREADS -> "threads";
      default -> title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    };
  }

  /** The name that compilers write into {@code target_features}. */
  public String toolName() {
    return toolName;
  }

  /** The version of WebAssembly that has it, such as "2.0", or null for a proposal. */
  public @Nullable String version() {
    return version;
  }

  static @Nullable Feature ofTool(String name) {
    for (Feature feature : values()) {
      if (feature.toolName.equals(name)) {
        return feature;
      }
    }
    return switch (name) {
      case "bulk-memory-opt" -> BULK_MEMORY;
      case "multi-memory" -> MULTI_MEMORY;
      default -> null;
    };
  }
}
