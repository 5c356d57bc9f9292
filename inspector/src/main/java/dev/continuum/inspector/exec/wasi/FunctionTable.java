package dev.continuum.inspector.exec.wasi;

import dev.continuum.inspector.exec.GuestExit;
import dev.continuum.inspector.exec.HostFunction;
import dev.continuum.inspector.syntax.FunctionType;
import dev.continuum.inspector.syntax.NumberType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions by name, each with its type. */
final class FunctionTable {
  /** A function whose result is an error number: that of what it throws, or success. */
  @FunctionalInterface
  interface Function {
    void call(Guest guest) throws ErrnoException, IOException, GuestExit, InterruptedException;
  }

  private record Entry(FunctionType type, HostFunction function) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Adds a function that gives an error number. */
  void add(String name, Function function, NumberType... parameters) {
    put(
        name,
        new FunctionType(List.of(parameters), List.of(NumberType.I32)),
        (memory, arguments, results) ->
            results[0] = answer(function, new Guest(memory, arguments)).number());
  }

  /** Adds a function that does not come back. */
  void addExit(String name, HostFunction function, NumberType... parameters) {
    put(name, new FunctionType(List.of(parameters), List.of()), function);
  }

  private void put(String name, FunctionType type, HostFunction function) {
    if (entries.put(name, new Entry(type, function)) != null) {
      throw new IllegalStateException(name + " is there twice");
    }
  }

  private static Errno answer(Function function, Guest guest)
      throws GuestExit, InterruptedException {
    try {
      function.call(guest);
      return Errno.SUCCESS;
    } catch (ErrnoException e) {
      return e.errno();
    } catch (IOException e) {
      return HostErrors.errno(e);
    }
  }

  Set<String> names() {
    return entries.keySet();
  }

  @Nullable FunctionType type(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.type();
  }

  @Nullable HostFunction function(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.function();
  }
}
