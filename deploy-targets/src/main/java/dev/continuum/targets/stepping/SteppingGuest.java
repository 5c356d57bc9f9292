package dev.continuum.targets.stepping;

import dev.continuum.inspector.binary.FileBytes;
import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.debug.value.Value;
import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.GuestExit;
import dev.continuum.inspector.exec.GuestRun;
import dev.continuum.inspector.exec.Invocation;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.TrapException;
import dev.continuum.inspector.exec.wasi.Wasi;
import dev.continuum.inspector.exec.wasi.WasiConfig;
import dev.continuum.inspector.exec.wasi.WasiInput;
import dev.continuum.inspector.exec.wasi.WasiOutput;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.ExternType;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.FunctionUse;
import dev.continuum.inspector.syntax.Import;
import dev.continuum.inspector.syntax.Problem;
import dev.continuum.inspector.syntax.ValueType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.Inspector;
import dev.continuum.targets.runner.Options;
import dev.continuum.targets.runner.Outcome;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One module, linked with WASI and run. */
final class SteppingGuest {
  private static final long LEAST_HISTORY = 1L << 20;
  private static final long MOST_PROFILE = 64L << 20;

  private final Options options;
  private final @Nullable Keeping keeping;
  private final @Nullable Path file;
  private long preparing;
  private long started;
  private @Nullable KeptRun kept;
  private boolean endWanted;

  /** A guest that only runs. */
  SteppingGuest(Options options) {
    this.options = options;
    keeping = null;
    file = null;
  }

  /**
   * A guest of whose run something is kept.
   *
   * @param file where that goes
   */
  SteppingGuest(Options options, Keeping keeping, Path file) {
    this.options = options;
    this.keeping = keeping;
    this.file = file;
  }

  /**
   * Has a guest of whose run something is kept end soon. May be called again, and by any thread.
   */
  synchronized void end() {
    endWanted = true;
    if (kept != null) {
      kept.end();
    }
  }

  private synchronized KeptRun keep(Guest guest, Keeping what, Path to)
      throws LinkException, TrapException {
    KeptRun made =
        switch (what) {
          case RECORDING -> new RecordedRun(guest, to);
          case PROFILE -> new ProfiledRun(guest, name(), to);
        };
    kept = made;
    if (endWanted) {
      made.end();
    }
    return made;
  }

  private String name() {
    return options.argv0.isEmpty()
        ? String.valueOf(Path.of(options.module).getFileName())
        : options.argv0;
  }

  /** Runs the module. */
  Outcome run() {
    long before = System.nanoTime();
    try {
      return FileBytes.read(
          Path.of(options.module),
          bytes -> {
            Inspection inspection = Inspector.inspect(bytes);
            Problem error = inspection.error();
            if (error != null) {
              return Outcome.failed(
                  "The module is %s, at byte 0x%x: %s."
                      .formatted(
                          error.stage().name().toLowerCase(Locale.ROOT),
                          error.offset(),
                          error.message()));
            }
            if (!(inspection.binary() instanceof WasmModule module)) {
              return Outcome.failed("The file is a component, and only modules can be run.");
            }
            preparing = System.nanoTime() - before;
            Outcome outcome = run(module, bytes);
            long elapsed = started == 0 ? 0 : System.nanoTime() - started;
            return outcome.with("compile", preparing).with("elapsed", elapsed);
          });
    } catch (IOException e) {
      return Outcome.failed("The module cannot be read: " + e.getMessage() + ".");
    }
  }

  private Outcome run(WasmModule module, ByteBuffer bytes) throws IOException {
    try (Wasi wasi = Wasi.open(grants())) {
      List<String> missing = missing(module, wasi);
      if (!missing.isEmpty()) {
        return Outcome.failed(
            "The module imports what nobody provides: "
                + String.join(", ", missing)
                + ". A module that runs here may import WASI preview 1 (wasi_snapshot_preview1)"
                + " only.");
      }
      if (options.invoke == null && isNoCommand(module)) {
        return Outcome.failed(
            "The module exports no function _start, so it is not a WASI command. Choose one of its"
                + " exports to call.");
      }
      Invocation invocation =
          options.invoke == null
              ? Invocation.START
              : Invocation.of(module, options.invoke, options.arguments);
      if (options.report != null) {
        // This also loads what the last report needs, for when the guest leaves no memory for it.
        Outcome.started().with("compile", preparing).write(Path.of(options.report));
      }
      return run(
          new Guest(
              module,
              bytes,
              Map.of(Wasi.MODULE, wasi),
              invocation.export(),
              invocation.slots(),
              limits(),
              history()));
    } catch (LinkException | IllegalArgumentException e) {
      started = 0;
      return Outcome.failed(sentence(String.valueOf(e.getMessage())));
    }
  }

  private Outcome run(Guest guest) throws LinkException {
    started = System.nanoTime();
    try {
      Keeping what = keeping;
      Path to = file;
      return what == null || to == null
          ? run(new GuestRun(guest))
          : keep(guest, what, to).run(options.invoke != null);
    } catch (TrapException trap) {
      return Outcome.trapped(
          TrapText.of(String.valueOf(trap.getMessage()), 0, (from, count) -> List.of()));
    }
  }

  private Outcome run(GuestRun run) {
    try {
      List<Value> results = run.run();
      if (options.invoke != null) {
        ResultText.print(results);
      }
      return Outcome.exited(0);
    } catch (TrapException trap) {
      return Outcome.trapped(
          TrapText.of(String.valueOf(trap.getMessage()), run.depth(), run::frames));
    } catch (GuestExit exit) {
      return Outcome.exited(exit.status());
    } catch (InterruptedException e) {
      return Outcome.stopped();
    }
  }

  private WasiConfig grants() {
    WasiConfig.Builder config = WasiConfig.builder();
    config.arguments(name());
    if (options.invoke == null) {
      config.arguments(options.arguments);
    }
    for (Map.Entry<String, String> name : options.environment.entrySet()) {
      String value = System.getenv(name.getValue());
      if (value == null) {
        throw new IllegalArgumentException(
            "the environment variable " + name.getValue() + " is not set for this process");
      }
      config.environment(name.getKey(), value);
    }
    for (Options.Folder folder : options.folders) {
      config.preopen(
          Path.of(folder.host),
          folder.guest,
          folder.readOnly ? WasiConfig.Access.READ_ONLY : WasiConfig.Access.READ_WRITE);
    }
    return config
        .input(WasiInput.from(new FileInputStream(FileDescriptor.in)))
        .output(WasiOutput.to(new FileOutputStream(FileDescriptor.out)))
        .error(WasiOutput.to(new FileOutputStream(FileDescriptor.err)))
        .build();
  }

  private static List<String> missing(WasmModule module, Wasi wasi) {
    List<String> missing = new ArrayList<>();
    for (Import each : module.imports()) {
      boolean offered =
          each.module().equals(Wasi.MODULE)
              && each.type().kind() == ExternKind.FUNCTION
              && wasi.function(each.name()) != null;
      if (!offered) {
        missing.add(each.module() + "." + each.name() + ", a " + words(module, each.type()));
      }
    }
    return missing;
  }

  private static String words(WasmModule module, ExternType type) {
    FunctionType function =
        type instanceof FunctionUse use ? module.functionType(use.typeIndex()) : null;
    return function == null
        ? type.kind().name().toLowerCase(Locale.ROOT)
        : "function ("
            + list(module, function.parameters())
            + ") -> ("
            + list(module, function.results())
            + ")";
  }

  private static String list(WasmModule module, List<ValueType> types) {
    return types.stream()
        .map(type -> type.wat(module.typeNames()))
        .collect(Collectors.joining(", "));
  }

  private static boolean isNoCommand(WasmModule module) {
    return module.start() == null
        && module.exports().stream()
            .noneMatch(
                export -> export.kind() == ExternKind.FUNCTION && export.name().equals("_start"));
  }

  /** What the guest may not have, for what is kept of its run. */
  private long history() {
    long most = Runtime.getRuntime().maxMemory();
    return switch (keeping) {
      case null -> LEAST_HISTORY;
      case RECORDING -> Math.clamp(most / 4, LEAST_HISTORY, Guest.DEFAULT_HISTORY);
      case PROFILE -> Math.clamp(most / 8, LEAST_HISTORY, MOST_PROFILE);
    };
  }

  /** What the guest may take of the memory that this process has. */
  private EngineLimits limits() {
    return EngineLimits.within(Runtime.getRuntime().maxMemory() - history());
  }

  private static String sentence(String text) {
    return Optional.of(text)
        .filter(words -> !words.isEmpty())
        .map(words -> Character.toUpperCase(words.charAt(0)) + words.substring(1))
        .map(words -> words.endsWith(".") ? words : words + ".")
        .orElse("The module cannot be started.");
  }
}
