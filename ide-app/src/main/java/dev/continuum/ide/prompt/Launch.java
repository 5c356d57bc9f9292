package dev.continuum.ide.prompt;

import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.Invocation;
import dev.continuum.inspector.exec.wasi.Wasi;
import dev.continuum.inspector.exec.wasi.WasiClock;
import dev.continuum.inspector.exec.wasi.WasiConfig;
import dev.continuum.inspector.exec.wasi.WasiInput;
import dev.continuum.inspector.exec.wasi.WasiOutput;
import dev.continuum.inspector.exec.wasi.WasiRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a program is started, as often as it is.
 *
 * @param call what is called
 * @param arguments what the guest sees, its own name first
 * @param environment may hold secrets
 * @param historyBudget the bytes that history may take
 * @param reproducible whether its clock and random numbers are the same each time
 */
public record Launch(
    Invocation call,
    List<String> arguments,
    Map<String, String> environment,
    List<WasiConfig.Preopen> preopens,
    long historyBudget,
    boolean reproducible) {
  public Launch {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    preopens = List.copyOf(preopens);
  }

  /** How much is given, without the values: variables may hold secrets. */
  @Override
  public String toString() {
    return "Launch[%s, variables %s, %s]".formatted(call.export(), environment.keySet(), preopens);
  }

  WasiConfig wasi(WasiInput input, WasiOutput output, WasiOutput error) {
    WasiConfig.Builder config =
        WasiConfig.builder()
            .arguments(arguments)
            .environment(environment)
            .input(input)
            .output(output)
            .error(error);
    preopens.forEach(each -> config.preopen(each.host(), each.guest(), each.access()));
    if (reproducible) {
      config
          .clock(WasiClock.stepped(Instant.EPOCH, Duration.ofMillis(1)))
          .random(WasiRandom.seeded(0));
    }
    return config.build();
  }

  /** The same with another call. */
  Launch calling(Invocation another) {
    return new Launch(another, arguments, environment, preopens, historyBudget, reproducible);
  }

  Guest guest(Program program, Wasi wasi) {
    return new Guest(
        program.module(),
        program.bytes(),
        Map.of(Wasi.MODULE, wasi),
        call.export(),
        call.slots(),
        EngineLimits.DEFAULT,
        historyBudget);
  }
}
