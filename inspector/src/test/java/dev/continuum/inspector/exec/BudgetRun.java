package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.Export;
import dev.continuum.inspector.syntax.ExternKind;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.TypeCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Calls what a module exports, whatever it is, for some instructions each. */
public final class BudgetRun {
  /** How a module is executed. */
  public enum Way {
    QUICK,
    HOT,
    PLAIN,
    MIXED
  }

  private static final EngineLimits LIMITS = new EngineLimits(1 << 20, 1 << 20, 1 << 14, 500);
  private static final long BUDGET = 5000;
  private static final int MOST_CALLS = 12;

  private final Engine engine = new Engine(LIMITS);
  private final Way way;
  private final Random random = new Random(7);
  private final List<String> lines = new ArrayList<>();

  private BudgetRun(Way way) {
    this.way = way;
    engine.execution().setPlainOnly(way == Way.PLAIN);
    engine
        .execution()
        .entries()
        .setHeat(
            switch (way) {
              case QUICK, PLAIN -> Integer.MAX_VALUE;
              case HOT -> 1;
              case MIXED -> 2;
            });
  }

  /**
   * Runs a valid module without imports.
   *
   * @return what each call has led to, and the whole state behind it; empty when it has imports or
   *     cannot be instantiated
   */
  public static List<String> of(WasmModule module, byte[] bytes, Way way) {
    BudgetRun run = new BudgetRun(way);
    try {
      run.all(module, bytes);
    } catch (LinkException refused) {
      return List.of();
    } catch (TrapException trap) {
      return List.of(String.valueOf(trap.getMessage()));
    }
    return run.lines;
  }

  private void all(WasmModule module, byte[] bytes) throws LinkException, TrapException {
    ModuleInstance instance =
        engine.instantiate(module, ByteBuffer.wrap(bytes), Map.of(), Map.of());
    FunctionInstance start = instance.start();
    if (start != null) {
      call(start);
    }
    for (Export export : module.exports()) {
      if (export.kind() == ExternKind.FUNCTION && lines.size() < MOST_CALLS) {
        call(instance.functions[export.index()]);
      }
    }
  }

  private void call(FunctionInstance function) {
    for (int type : function.type.parts) {
      if (!TypeCode.isDefaultable(type)) {
        return;
      }
    }
    Execution execution = engine.execution();
    long until = execution.tick() + BUDGET;
    Execution.Event event;
    Machine machine = engine.machine();
    try {
      execution.start(function, arguments(function));
      event = advance(execution, until);
    } catch (TrapException trap) {
      lines.add("not called: " + trap.getMessage());
      return;
    }
    TrapException trap = machine.trap;
    String words =
        event == Execution.Event.TRAP && trap != null ? String.valueOf(trap.getMessage()) : "";
    int results = event == Execution.Event.DONE ? function.resultSlots : 0;
    MachineImage image = MachineImage.of(machine, 0, results, execution.tick());
    lines.add(event + " " + words + "\n" + StateDigest.of(image));
  }

  private Execution.Event advance(Execution execution, long until) {
    if (way != Way.MIXED) {
      return execution.advance(until, false);
    }
    while (true) {
      execution.setPlainOnly(random.nextInt(4) == 0);
      long next = Math.min(until, execution.tick() + 1 + random.nextInt(1 << random.nextInt(8)));
      Execution.Event event = execution.advance(next, false);
      if (event != Execution.Event.TICK || next == until) {
        return event;
      }
    }
  }

  /** Numbers for what takes numbers, null for references. */
  private static long[] arguments(FunctionInstance function) {
    long[] arguments = new long[function.parameterSlots];
    int at = 0;
    for (int type : function.type.parts) {
      for (int i = Slots.of(type); i > 0; i--) {
        arguments[at] = TypeCode.isReference(type) ? 0 : 1 + 7L * at;
        at++;
      }
    }
    return arguments;
  }
}
