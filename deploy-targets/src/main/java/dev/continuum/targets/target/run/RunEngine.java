package dev.continuum.targets.target.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What executes modules on this computer. */
public enum RunEngine {
  /** Compiles to machine code; knows WebAssembly 2.0. */
  WASMTIME("wasmtime", "Wasmtime 7"),
  /** This program's own: interprets, knows WebAssembly 3.0 and more, and can record. */
  STEPPING("stepping", "the stepping engine");

  private final String id;
  private final String title;

  RunEngine(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** The name in a sentence. */
  public String title() {
    return title;
  }

  /** The engine of that {@link #id}. */
  public static Optional<RunEngine> of(String id) {
    return Arrays.stream(values()).filter(engine -> engine.id.equals(id)).findFirst();
  }

  /** The names of all, for messages. */
  public static String ids() {
    return Arrays.stream(values()).map(RunEngine::id).collect(Collectors.joining(" or "));
  }
}
