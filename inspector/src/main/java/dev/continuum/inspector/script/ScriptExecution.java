package dev.continuum.inspector.script;

import dev.continuum.inspector.binary.Inspection;
import dev.continuum.inspector.exec.Engine;
import dev.continuum.inspector.exec.External;
import dev.continuum.inspector.exec.FunctionInstance;
import dev.continuum.inspector.exec.GlobalInstance;
import dev.continuum.inspector.exec.GuestExit;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.ModuleInstance;
import dev.continuum.inspector.exec.Trap;
import dev.continuum.inspector.exec.TrapException;
import dev.continuum.inspector.syntax.Features;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.inspector.text.script.ScriptCommand;
import dev.continuum.inspector.valid.Inspector;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs what a script runs, on the stepping engine: makes instances, calls functions, compares
 * results and failures with what the script expects. Answers are null where all is well, and
 * otherwise say what is not, in a sentence.
 */
final class ScriptExecution {
  private final Engine engine;
  private final ScriptValues values;
  private final Map<String, ModuleInstance> registered = new HashMap<>();
  private final Map<String, ModuleInstance> instances = new HashMap<>();
  private final Map<String, Loaded> definitions = new HashMap<>();
  private @Nullable ModuleInstance last;
  private @Nullable Loaded lastDefinition;

  /**
   * @param engine runs everything
   */
  ScriptExecution(Engine engine) {
    this.engine = engine;
    values = new ScriptValues(engine);
  }

  /** A module that has been found good. */
  record Loaded(WasmModule module, byte[] bytes) {}

  /** Something that has to be there is not. */
  private static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String message) {
      super(message);
    }
  }

  /** Brings in what scripts may import without defining it. */
  private void offerSpecTest() throws LinkException, TrapException {
    if (!registered.containsKey("spectest")) {
      byte[] bytes = Assembler.assemble(SpecTest.TEXT, AssemblyOptions.WITHOUT_MAP).bytes();
      if (bytes == null) {
        throw new IllegalStateException("the module spectest is refused");
      }
      Inspection inspection = Inspector.inspect(ByteBuffer.wrap(bytes), Features.ALL);
      if (!(inspection.binary() instanceof WasmModule module)) {
        throw new IllegalStateException("the module spectest is no module");
      }
      registered.put(
          "spectest", engine.instantiate(module, ByteBuffer.wrap(bytes), Map.of(), Map.of()));
    }
  }

  /** Keeps a definition, of which instances are made later. */
  void define(@Nullable String id, Loaded loaded) {
    lastDefinition = loaded;
    if (id != null) {
      definitions.put(id, loaded);
    }
  }

  /** Makes an instance. */
  @Nullable String instantiate(@Nullable String id, Loaded loaded) {
    try {
      last = make(loaded);
      if (id != null) {
        instances.put(id, last);
      }
      return null;
    } catch (LinkException | TrapException | GuestExit failed) {
      last = null;
      return "The module cannot be instantiated: " + failed.getMessage();
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  @Nullable String instantiate(ScriptCommand.Instantiate command) {
    String definition = command.definition();
    Loaded loaded = definition == null ? lastDefinition : definitions.get(definition);
    return loaded == null
        ? "There is no module definition " + (definition == null ? "" : definition) + "."
        : instantiate(command.id(), loaded);
  }

  private ModuleInstance make(Loaded loaded)
      throws LinkException, TrapException, GuestExit, InterruptedException {
    offerSpecTest();
    ModuleInstance made =
        engine.instantiate(loaded.module, ByteBuffer.wrap(loaded.bytes), registered, Map.of());
    FunctionInstance start = made.start();
    if (start != null) {
      engine.call(start);
    }
    return made;
  }

  private static IllegalStateException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while a script ran", interrupted);
  }

  @Nullable String register(ScriptCommand.Register command) {
    try {
      registered.put(command.name(), instance(command.module()));
      return null;
    } catch (Missing missing) {
      return missing.getMessage();
    }
  }

  /** A module that must not be linked, or must trap when it is instantiated. */
  @Nullable String refused(ScriptCommand.Refusal refusal, Loaded loaded, String message) {
    try {
      make(loaded);
      return "The module is instantiated, but must fail: " + message;
    } catch (LinkException unlinkable) {
      return refusal == ScriptCommand.Refusal.UNLINKABLE
          ? compare(String.valueOf(unlinkable.getMessage()), message)
          : "The module cannot be linked: " + unlinkable.getMessage();
    } catch (TrapException trap) {
      return refusal == ScriptCommand.Refusal.TRAP
          ? compare(trap, message)
          : "The module traps: " + trap.getMessage();
    } catch (GuestExit exit) {
      return "The module ends itself.";
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  @Nullable String perform(ScriptCommand.Action action) {
    try {
      act(action);
      return null;
    } catch (Missing missing) {
      return missing.getMessage();
    } catch (TrapException | GuestExit failed) {
      return "It fails: " + failed.getMessage();
    }
  }

  @Nullable String returns(ScriptCommand.AssertReturn command) {
    try {
      Results results = act(command.action());
      return values.match(command.results(), results.types, results.slots)
          ? null
          : "It gives " + describe(results) + ", but " + command.results() + " is expected.";
    } catch (Missing missing) {
      return missing.getMessage();
    } catch (TrapException | GuestExit failed) {
      return "It fails: " + failed.getMessage();
    }
  }

  private static String describe(Results results) {
    StringBuilder text = new StringBuilder("[");
    for (long slot : results.slots) {
      text.append(text.length() == 1 ? "" : " ").append("0x").append(Long.toHexString(slot));
    }
    return text.append(']').toString();
  }

  @Nullable String fails(ScriptCommand.AssertFailure command) {
    try {
      Results results = act(command.action());
      return "It gives " + describe(results) + ", but must fail: " + command.message();
    } catch (Missing missing) {
      return missing.getMessage();
    } catch (GuestExit exit) {
      return "The guest ends itself.";
    } catch (TrapException trap) {
      boolean right =
          switch (command.failure()) {
            case EXCEPTION -> trap.trap() == Trap.UNCAUGHT_EXCEPTION;
            case EXHAUSTION -> trap.trap() == Trap.CALL_STACK_EXHAUSTED;
            case TRAP -> trap.trap() != Trap.UNCAUGHT_EXCEPTION;
          };
      return !right
          ? "It fails in another way: " + trap.getMessage()
          : command.failure() == ScriptCommand.Failure.EXCEPTION
              ? null
              : compare(trap, command.message());
    }
  }

  private static @Nullable String compare(TrapException trap, String expected) {
    // Some messages of the suite go on behind the words, with an index.
    return expected.startsWith(trap.trap().words())
        ? null
        : compare(String.valueOf(trap.getMessage()), expected);
  }

  private static @Nullable String compare(String actual, String expected) {
    return actual.startsWith(expected)
        ? null
        : "It fails with «" + actual + "», but must with «" + expected + "».";
  }

  private record Results(int[] types, long[] slots) {}

  private Results act(ScriptCommand.Action action) throws Missing, TrapException, GuestExit {
    External export = instance(action.module()).export(action.name());
    return switch (action) {
      case ScriptCommand.Invoke invoke -> {
        if (!(export instanceof FunctionInstance function)) {
          throw new Missing("No function is exported as \"" + action.name() + "\".");
        }
        try {
          yield new Results(
              function.type.more, engine.call(function, ScriptValues.slots(invoke.arguments())));
        } catch (InterruptedException interrupted) {
          throw interrupted(interrupted);
        }
      }
      case ScriptCommand.Get get -> {
        if (!(export instanceof GlobalInstance global)) {
          throw new Missing("No global is exported as \"" + action.name() + "\".");
        }
        yield new Results(new int[] {global.type()}, engine.value(global));
      }
    };
  }

  private ModuleInstance instance(@Nullable String id) throws Missing {
    ModuleInstance instance = id == null ? last : instances.get(id);
    if (instance == null) {
      throw new Missing("There is no instance " + (id == null ? "yet" : id) + ".");
    }
    return instance;
  }
}
