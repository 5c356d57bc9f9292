package dev.continuum.inspector.text.script;

import dev.continuum.inspector.text.TextRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of a script, in the words of the specification's test suite. */
public sealed interface ScriptCommand {
  /** Where it stands. */
  TextRange range();

  /** What a script does with an instance. */
  sealed interface Action {
    /** The identifier of the instance with the {@code $}, or null for the last one. */
    @Nullable String module();

    /** The name something is exported under. */
    String name();
  }

  /** Calls an exported function. */
  record Invoke(@Nullable String module, String name, List<ScriptValue> arguments)
      implements Action {
    public Invoke {
      arguments = List.copyOf(arguments);
    }
  }

  /** Reads an exported global. */
  record Get(@Nullable String module, String name) implements Action {}

  /** Defines a module and, unless it is a definition, makes an instance. */
  record Define(TextRange range, ScriptModule module) implements ScriptCommand {}

  /**
   * Makes an instance of a module defined before.
   *
   * @param id the identifier of the instance, or null
   * @param definition the identifier of the definition, or null for the last one
   */
  record Instantiate(TextRange range, @Nullable String id, @Nullable String definition)
      implements ScriptCommand {}

  /** Lets other modules import from an instance by a name. */
  record Register(TextRange range, String name, @Nullable String module) implements ScriptCommand {}

  /** Acts and forgets the results. */
  record Perform(TextRange range, Action action) implements ScriptCommand {}

  /** Acts and compares the results. */
  record AssertReturn(TextRange range, Action action, List<ScriptValue> results)
      implements ScriptCommand {
    public AssertReturn {
      results = List.copyOf(results);
    }
  }

  /** How an action must fail. */
  enum Failure {
    TRAP,
    EXHAUSTION,
    EXCEPTION
  }

  /**
   * Acts and must fail.
   *
   * @param message the words the reason starts with; empty for an exception
   */
  record AssertFailure(TextRange range, Failure failure, Action action, String message)
      implements ScriptCommand {}

  /** Why a module must be refused. */
  enum Refusal {
    MALFORMED,
    MALFORMED_CUSTOM,
    INVALID,
    INVALID_CUSTOM,
    UNLINKABLE,
    /** Its start function, or the placing of its segments, traps. */
    TRAP
  }

  /**
   * A module that must be refused.
   *
   * @param message the words the reason starts with
   */
  record AssertRefused(TextRange range, Refusal refusal, ScriptModule module, String message)
      implements ScriptCommand {}
}
