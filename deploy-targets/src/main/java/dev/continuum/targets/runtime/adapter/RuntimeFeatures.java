package dev.continuum.targets.runtime.adapter;

import dev.continuum.inspector.analysis.Feature;
import dev.continuum.targets.runtime.Need;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which version of a runtime first had what, without being asked by an option. Each row says where
 * that is written; what is in no row is not counted on.
 */
public final class RuntimeFeatures {
  /** A source that speaks of many runtimes: the table behind webassembly.org/features. */
  private static final String TABLE = "WebAssembly/website, features.json";

  private static final String WASMEDGE = "wasmedge.org, WebAssembly Proposals; Upgrade to 0.16.0";
  private static final String WASMTIME = "bytecodealliance/wasmtime, release notes of ";
  private static final String WAMR =
      "bytecodealliance/wasm-micro-runtime, doc/stability_wasm_proposals.md";

  /**
   * One fact.
   *
   * @param id the adapter's
   * @param since the first version that has it; empty: every version its adapter takes
   * @param source where that is written
   */
  public record Row(String id, Need need, String since, String source) {}

  private static final List<Row> ROWS = rows();

  private RuntimeFeatures() {}

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    String seven = WASMTIME + "7.0.0, which the runner brings";
    for (String id : List.of(BundledAdapter.ID, WasmtimeAdapter.ID, WasmEdgeAdapter.ID)) {
      secondVersion(rows, id, id.equals(BundledAdapter.ID) ? seven : TABLE);
    }
    secondVersion(rows, WasmerAdapter.ID, TABLE);
    secondVersion(rows, WazeroAdapter.ID, TABLE + "; seen with 1.12.0");
    secondVersion(rows, NodeAdapter.ID, TABLE);

    add(rows, WasmtimeAdapter.ID, "15", WASMTIME + "15.0.0", Feature.THREADS, Feature.MULTI_MEMORY);
    add(rows, WasmtimeAdapter.ID, "15", WASMTIME + "15.0.0", Feature.RELAXED_SIMD);
    add(rows, WasmtimeAdapter.ID, "22", TABLE, Feature.TAIL_CALL);
    add(rows, WasmtimeAdapter.ID, "25", TABLE, Feature.EXTENDED_CONST);
    add(rows, WasmtimeAdapter.ID, "30", TABLE, Feature.MEMORY64);
    add(rows, WasmtimeAdapter.ID, "47", WASMTIME + "47.0.0", Feature.GC, Feature.EXCEPTIONS);
    add(rows, WasmtimeAdapter.ID, "47", WASMTIME + "47.0.0", Feature.FUNCTION_REFERENCES);
    add(rows, WasmtimeAdapter.ID, "49", WASMTIME + "49.0.0", Feature.WIDE_ARITHMETIC);
    rows.add(new Row(WasmtimeAdapter.ID, Need.COMPONENT, "17", WASMTIME + "17.0.0"));

    add(rows, WasmEdgeAdapter.ID, "0.16.0", WASMEDGE, Feature.TAIL_CALL, Feature.EXTENDED_CONST);
    add(rows, WasmEdgeAdapter.ID, "0.16.0", WASMEDGE, Feature.GC, Feature.FUNCTION_REFERENCES);
    add(rows, WasmEdgeAdapter.ID, "0.16.0", WASMEDGE, Feature.MULTI_MEMORY, Feature.EXCEPTIONS);
    add(rows, WasmEdgeAdapter.ID, "0.16.0", WASMEDGE, Feature.RELAXED_SIMD);
    add(rows, WasmEdgeAdapter.ID, "0.17.1", "seen with 0.17.1", Feature.MEMORY64);

    add(rows, WasmerAdapter.ID, "", TABLE, Feature.THREADS);
    add(rows, WasmerAdapter.ID, "6.0", TABLE, Feature.EXCEPTIONS);
    add(rows, WasmerAdapter.ID, "7.1", TABLE, Feature.EXTENDED_CONST, Feature.TAIL_CALL);
    add(rows, WasmerAdapter.ID, "7.1", TABLE, Feature.RELAXED_SIMD, Feature.WIDE_ARITHMETIC);

    // What its own build of iwasm has on; vectors only where code is compiled, exceptions only in
    // their first form and only interpreted: not counted on.
    add(rows, IwasmAdapter.ID, "", WAMR, Feature.SATURATING_CONVERSION, Feature.SIGN_EXTENSION);
    add(rows, IwasmAdapter.ID, "", WAMR, Feature.MULTI_VALUE, Feature.REFERENCE_TYPES);
    add(rows, IwasmAdapter.ID, "", WAMR, Feature.BULK_MEMORY);

    add(rows, NodeAdapter.ID, "", TABLE, Feature.THREADS);
    rows.add(new Row(NodeAdapter.ID, Need.LEGACY_EXCEPTIONS, "", TABLE));
    add(rows, NodeAdapter.ID, "20", TABLE, Feature.TAIL_CALL);
    add(rows, NodeAdapter.ID, "21", TABLE, Feature.EXTENDED_CONST, Feature.RELAXED_SIMD);
    add(rows, NodeAdapter.ID, "22", TABLE, Feature.GC, Feature.MULTI_MEMORY);
    add(rows, NodeAdapter.ID, "22", TABLE, Feature.FUNCTION_REFERENCES);
    add(rows, NodeAdapter.ID, "24", TABLE, Feature.MEMORY64);
    add(rows, NodeAdapter.ID, "25", TABLE, Feature.EXCEPTIONS);
    return List.copyOf(rows);
  }

  private static void add(
      List<Row> rows, String id, String since, String source, Feature... features) {
    for (Feature feature : features) {
      rows.add(new Row(id, Need.of(feature), since, source));
    }
  }

  /** All of WebAssembly 2.0. */
  private static void secondVersion(List<Row> rows, String id, String source) {
    for (Feature feature : Feature.values()) {
      if ("1.0".equals(feature.version()) || "2.0".equals(feature.version())) {
        add(rows, id, "", source, feature);
      }
    }
  }

  /** All that is known. */
  public static List<Row> all() {
    return ROWS;
  }

  /** The row of a runtime that has it in some version. */
  public static Optional<Row> row(String id, Need need) {
    return ROWS.stream().filter(row -> row.id().equals(id) && row.need().equals(need)).findFirst();
  }

  /** Whether a version of a runtime has it. */
  public static boolean has(String id, String version, Need need) {
    return row(id, need)
        .filter(row -> row.since().isEmpty() || Versions.atLeast(version, row.since()))
        .isPresent();
  }

  /** What a version of a runtime has beyond WebAssembly 2.0, in words. */
  public static List<String> beyond(String id, String version) {
    return ROWS.stream()
        .filter(row -> row.id().equals(id))
        .filter(row -> row.need().feature() == null || !isOfSecond(row.need().feature()))
        .filter(row -> has(id, version, row.need()))
        .map(row -> row.need().words())
        .toList();
  }

  private static boolean isOfSecond(Feature feature) {
    return "1.0".equals(feature.version()) || "2.0".equals(feature.version());
  }

  /**
   * Who has it, as in {@code Wasmtime 47}, {@code WasmEdge 0.16.0} (or newer); by the adapters'
   * order.
   */
  public static List<String> havers(Need need) {
    List<String> havers = new ArrayList<>();
    for (RuntimeAdapter adapter : RuntimeAdapters.all()) {
      row(adapter.id(), need)
          .ifPresent(row -> havers.add((adapter.title() + " " + row.since()).strip()));
    }
    return havers;
  }
}
