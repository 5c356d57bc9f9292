package dev.continuum.inspector.exec;

import dev.continuum.inspector.syntax.AbstractHeapType;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.WasmModule;
import dev.continuum.inspector.valid.TypeCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store with the instances in it and the machine that runs them (specification, "Embedding").
 * Modules must be valid before they are given to it. Not for use by several threads at once.
 */
public final class Engine {
  private final Machine machine;
  private final Execution execution;
  private Driver driver = execution -> execution.advance(Long.MAX_VALUE / 2, false);

  /** Runs what has been started until it ends. */
  interface Driver {
    /** Returns what has ended it: anything but {@link Execution.Event#TICK}. */
    Execution.Event run(Execution execution);
  }

  public Engine(EngineLimits limits) {
    machine = new Machine(limits);
    execution = new Execution(machine);
  }

  Machine machine() {
    return machine;
  }

  Execution execution() {
    return execution;
  }

  /** Profiles what is run; nothing has run yet, and nothing will be stopped and looked at. */
  Profiler profile() {
    Profiler profiler = machine.profile();
    execution.answerBy(profiler::answer);
    return profiler;
  }

  /** Has calls be run in another way than in one go. */
  void driveBy(Driver by) {
    driver = by;
  }

  /**
   * Makes an instance, but does not call its start function.
   *
   * @param module a valid module
   * @param bytes the whole file; not copied, and not to be changed
   * @throws LinkException when an import is missing or of another type
   * @throws TrapException when an active segment does not fit; what was written before stays
   */
  public ModuleInstance instantiate(
      WasmModule module,
      ByteBuffer bytes,
      Map<String, ModuleInstance> instances,
      Map<String, HostModule> hosts)
      throws LinkException, TrapException {
    return Instantiation.of(
        machine,
        module,
        bytes,
        (from, name) -> {
          ModuleInstance instance = instances.get(from);
          if (instance != null) {
            return instance.export(name);
          }
          HostModule host = hosts.get(from);
          return host == null ? null : hostFunction(from, name, host);
        });
  }

  private @Nullable FunctionInstance hostFunction(String module, String name, HostModule host) {
    HostFunction function = host.function(name);
    FunctionType type = host.type(name);
    return function == null || type == null
        ? null
        : machine.store.addHostFunction(
            HostTypes.of(machine.store.types, type), function, module + "." + name);
  }

  /**
   * Calls a function and runs until it returns.
   *
   * @param arguments their slots, see {@link HostFunction}
   * @return the slots of the results
   * @throws TrapException when it traps, or throws an exception that it does not catch
   * @throws GuestExit when the guest ends itself
   * @throws InterruptedException when a function of the host is interrupted while it waits
   */
  public long[] call(FunctionInstance function, long... arguments)
      throws TrapException, GuestExit, InterruptedException {
    execution.start(function, arguments);
    return switch (driver.run(execution)) {
      case DONE -> Arrays.copyOf(machine.stack, function.resultSlots);
      case EXIT -> throw new GuestExit(execution.exitStatus());
      case PAUSE -> throw new InterruptedException();
      case TRAP -> {
        TrapException trap = machine.trap;
        if (trap == null) {
          throw new IllegalStateException("a trap without a reason");
        }
        throw trap;
      }
      default -> throw new IllegalStateException("nobody asked to stop");
    };
  }

  /** How many instructions have been executed since the engine was made. */
  public long ticks() {
    return execution.tick();
  }

  /** The slots of a global. */
  public long[] value(GlobalInstance global) {
    return Arrays.copyOfRange(
        machine.store.globals, global.slot(), global.slot() + Slots.of(global.type()));
  }

  /** A reference to something of the host, which the host knows by a number. */
  public static long hostReference(int number) {
    return Reference.host(number);
  }

  /** Whether a reference that is not null is of an abstract heap type. */
  public boolean isA(long reference, AbstractHeapType type) {
    return new AggregateInstructions(machine).isA(reference, type.ordinal());
  }

  /** How many slots values of the code of a type take. */
  public static int slots(int type) {
    return type == TypeCode.V128 ? 2 : 1;
  }
}
