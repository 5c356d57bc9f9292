package dev.continuum.targets.runner;

import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.FuncType;
import io.github.kawamuray.wasmtime.ImportType;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Linker;
import io.github.kawamuray.wasmtime.Module;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError;
import io.github.kawamuray.wasmtime.WasmtimeException;
import io.github.kawamuray.wasmtime.wasi.DirCaps;
import io.github.kawamuray.wasmtime.wasi.FileCaps;
import io.github.kawamuray.wasmtime.wasi.WasiCtx;
import io.github.kawamuray.wasmtime.wasi.WasiCtxBuilder;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One module, compiled, linked with WASI and run. The process ends right after, so nothing native
 * is given back.
 */
final class Guest {
  /** Of the thread's stack, what the guest's own frames may take: twice Wasmtime's default. */
  private static final long GUEST_STACK_BYTES = 1L << 20;

  private static final long FAR_AWAY = 1L << 60;
  private static final int FIRST_FOLDER = 3;

  private static final Set<DirCaps> READ_FOLDER =
      EnumSet.of(
          DirCaps.OPEN,
          DirCaps.READDIR,
          DirCaps.READLINK,
          DirCaps.PATH_FILESTAT_GET,
          DirCaps.FILESTAT_GET);
  private static final Set<FileCaps> READ_FILE =
      EnumSet.of(
          FileCaps.READ,
          FileCaps.SEEK,
          FileCaps.TELL,
          FileCaps.FDSTAT_SET_FLAGS,
          FileCaps.ADVISE,
          FileCaps.FILESTAT_GET,
          FileCaps.POLL_READWRITE);

  /** {@code (module (import "g" "f" (func)) (start 0))}: runs a function with its back trace. */
  private static final byte[] STARTER = {
    0,
    'a',
    's',
    'm',
    1,
    0,
    0,
    0, // magic and version
    1,
    4,
    1,
    0x60,
    0,
    0, // type section: () -> ()
    2,
    7,
    1,
    1,
    'g',
    1,
    'f',
    0,
    0, // import section
    8,
    1,
    0 // start section
  };

  private final Options options;
  private Engine engine;
  private Store<Void> store;
  private long compiling;
  private long started;

  /** What the guest gave to {@code proc_exit}, once it did. */
  private Integer exit;

  Guest(Options options) {
    this.options = options;
  }

  /** Runs the module. */
  Outcome run() throws IOException {
    Path file = Path.of(options.module);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return Outcome.failed(
          Files.exists(file)
              ? "The module " + file + " is not a file that can be read."
              : "There is no module " + file + ".");
    }
    Config config = new Config().maxWasmStack(GUEST_STACK_BYTES);
    if (options.cache != null) {
      CompiledCode.keep(config, options.cache);
    }
    engine = new Engine(options.invoke == null ? config : config.epochInterruption(true));
    Module module;
    long before = System.nanoTime();
    try {
      module = Module.fromFile(engine, file.toString());
    } catch (WasmtimeException e) {
      return Outcome.refused(String.valueOf(e.getMessage()));
    }
    compiling = System.nanoTime() - before;
    Outcome outcome = start(module);
    long elapsed = started == 0 ? 0 : System.nanoTime() - started;
    return outcome.with("compile", compiling).with("elapsed", elapsed);
  }

  private Outcome start(Module module) throws IOException {
    WasiCtx wasi;
    try {
      wasi = wasi();
    } catch (IllegalArgumentException e) {
      return Outcome.failed(e.getMessage());
    }
    store = new Store<>(null, engine, wasi);
    if (options.invoke != null) {
      store.setEpochDeadline(FAR_AWAY);
    }
    Linker linker = new Linker(engine);
    WasiCtx.addToLinker(linker);
    List<Extern> imports = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ImportType type : module.imports()) {
      Optional<Extern> provided =
          isExit(type)
              ? Optional.of(Extern.fromFunc(exitFunction()))
              : linker.get(store, type.module(), type.name());
      provided.ifPresentOrElse(imports::add, () -> missing.add(describe(type)));
    }
    if (!missing.isEmpty()) {
      return Outcome.failed(
          "The module imports what nobody provides: "
              + String.join(", ", missing)
              + ". A module that runs here may import WASI preview 1 (wasi_snapshot_preview1)"
              + " only.");
    }
    if (options.report != null) {
      // This also loads what the last report needs, for when the guest leaves no memory for it.
      Outcome.started().with("compile", compiling).write(Path.of(options.report));
    }
    Instance instance;
    try {
      started = System.nanoTime();
      instance = new Instance(store, module, imports);
    } catch (WasmtimeException e) {
      return ended(e);
    }
    String export = options.invoke == null ? "_start" : options.invoke;
    Optional<Func> function = instance.getFunc(store, export);
    if (function.isEmpty()) {
      started = 0;
      return Outcome.failed(
          options.invoke == null
              ? "The module exports no function _start, so it is not a WASI command. Choose one of"
                  + " its exports to call."
              : "The module exports no function “" + export + "”.");
    }
    try {
      return options.invoke == null
          ? command(linker, function.get())
          : invoke(instance, function.get());
    } catch (WasmtimeException | WasmFunctionError e) {
      return ended(e);
    }
  }

  private WasiCtx wasi() {
    WasiCtxBuilder builder = new WasiCtxBuilder().inheritStdio();
    List<String> arguments = new ArrayList<>();
    arguments.add(
        options.argv0.isEmpty()
            ? String.valueOf(Path.of(options.module).getFileName())
            : options.argv0);
    if (options.invoke == null) {
      arguments.addAll(options.arguments);
    }
    builder.args(arguments);
    for (Map.Entry<String, String> name : options.environment.entrySet()) {
      String value = System.getenv(name.getValue());
      if (value == null) {
        throw new IllegalArgumentException(
            "The environment variable " + name.getValue() + " is not set for the runner.");
      }
      builder.env(name.getKey(), value);
    }
    WasiCtx context = builder.build();
    int descriptor = FIRST_FOLDER;
    for (Options.Folder folder : options.folders) {
      Path host = Path.of(folder.host);
      if (!Files.isDirectory(host)) {
        throw new IllegalArgumentException(
            "The folder "
                + host
                + ", granted as "
                + folder.guest
                + ", "
                + (Files.exists(host) ? "is a file." : "does not exist."));
      }
      try {
        context.insertDir(
            descriptor++,
            host,
            folder.readOnly ? READ_FOLDER : EnumSet.allOf(DirCaps.class),
            folder.readOnly ? READ_FILE : EnumSet.allOf(FileCaps.class),
            Path.of(folder.guest));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "The folder " + host + " cannot be granted: " + e.getMessage() + ".", e);
      }
    }
    return context;
  }

  private static boolean isExit(ImportType type) {
    return type.module().equals("wasi_snapshot_preview1")
        && type.name().equals("proc_exit")
        && type.type() == ImportType.Type.FUNC;
  }

  /**
   * Our own {@code proc_exit}: Wasmtime's takes no status above 125, and what it was called with is
   * lost where a back trace is asked for.
   */
  private Func exitFunction() {
    return new Func(
        store,
        new FuncType(new Val.Type[] {Val.Type.I32}, new Val.Type[0]),
        (caller, parameters, results) -> {
          exit = parameters[0].i32();
          throw new WasmFunctionError.I32ExitError(exit);
        });
  }

  private static String describe(ImportType type) {
    String kind = type.type().name().toLowerCase(Locale.ROOT);
    if (type.type() == ImportType.Type.FUNC) {
      kind =
          "function ("
              + names(type.func().getParams())
              + ") -> ("
              + names(type.func().getResults())
              + ")";
    }
    return type.module() + "." + type.name() + ", a " + kind;
  }

  private static String names(Val.Type[] types) {
    List<String> names = new ArrayList<>();
    for (Val.Type type : types) {
      names.add(type.name().toLowerCase(Locale.ROOT));
    }
    return String.join(", ", names);
  }

  private Outcome command(Linker linker, Func start) {
    linker.define(store, "g", "f", Extern.fromFunc(start));
    linker.module(store, "starter", Module.fromBinary(engine, STARTER));
    return Outcome.exited(0);
  }

  private Outcome invoke(Instance instance, Func function) {
    store.setEpochDeadline(0);
    List<String> types = Signature.parameters(store, function);
    store.setEpochDeadline(FAR_AWAY);
    Val[] values;
    try {
      values = Signature.values(options.invoke, types, options.arguments);
    } catch (IllegalArgumentException e) {
      started = 0;
      return Outcome.failed(e.getMessage());
    }
    started = System.nanoTime();
    Optional<Func> initialize = instance.getFunc(store, "_initialize");
    if (initialize.isPresent() && !options.invoke.equals("_initialize")) {
      initialize.get().call(store); // A WASI reactor asks for this before anything else.
    }
    Val[] results;
    try {
      results = function.call(store, values);
    } catch (WasmtimeException | WasmFunctionError e) {
      throw e;
    } catch (RuntimeException e) {
      // Wasmtime-Java's "not implemented".
      return Outcome.failed(
          "“"
              + options.invoke
              + "” was called, but has a result that cannot be shown: a vector or a reference.");
    }
    for (Val result : results) {
      ChildProcess.write(FileDescriptor.out, Signature.text(result) + "\n");
    }
    return Outcome.exited(0);
  }

  /** What an exception of Wasmtime-Java means for the run. */
  private Outcome ended(RuntimeException e) throws IOException {
    if (exit != null) {
      return Outcome.exited(exit);
    }
    if (e instanceof WasmFunctionError.I32ExitError) {
      return Outcome.exited(((WasmFunctionError.I32ExitError) e).exitCode());
    }
    if (e instanceof WasmFunctionError.TrapError) {
      return Outcome.trapped(Trap.named(((WasmFunctionError.TrapError) e).trap().name()));
    }
    String message = String.valueOf(e.getMessage());
    if (message.startsWith(Trap.BACKTRACE) || message.startsWith("wasm trap: ")) {
      return Outcome.trapped(Trap.described(message, options.module));
    }
    started = 0;
    return Outcome.failed("The module cannot be started: " + message + ".");
  }
}
