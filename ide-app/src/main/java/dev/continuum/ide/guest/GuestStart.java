package dev.continuum.ide.guest;

import dev.continuum.inspector.exec.EngineLimits;
import dev.continuum.inspector.exec.Guest;
import dev.continuum.inspector.exec.Invocation;
import dev.continuum.inspector.exec.LinkException;
import dev.continuum.inspector.exec.wasi.Wasi;
import dev.continuum.inspector.exec.wasi.WasiClock;
import dev.continuum.inspector.exec.wasi.WasiConfig;
import dev.continuum.inspector.exec.wasi.WasiInput;
import dev.continuum.inspector.exec.wasi.WasiOutput;
import dev.continuum.inspector.exec.wasi.WasiRandom;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a program is started, as often as it is.
 *
 * @param call what is called
 * @param arguments what the guest sees, its own name first
 * @param environment may hold secrets
 * @param historyBudget the bytes that history may take
 * @param reproducible whether its clock and random numbers are the same each time
 */
public record GuestStart(
    Invocation call,
    List<String> arguments,
    Map<String, String> environment,
    List<WasiConfig.Preopen> preopens,
    long historyBudget,
    boolean reproducible) {
  public GuestStart {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    preopens = List.copyOf(preopens);
  }

  /**
   * What a run configuration says.
   *
   * @throws LinkException when the module has no such function to call, or it takes other arguments
   */
  public static GuestStart of(
      RunConfiguration configuration, Program program, long historyBudget, boolean reproducible)
      throws LinkException {
    List<String> arguments = new ArrayList<>();
    arguments.add(String.valueOf(configuration.module().getFileName()));
    arguments.addAll(configuration.arguments());
    List<WasiConfig.Preopen> preopens =
        configuration.directories().stream().map(GuestStart::preopen).toList();
    Optional<dev.continuum.targets.target.run.Invocation> call = configuration.invocation();
    return new GuestStart(
        call.isPresent()
            ? Invocation.of(program.module(), call.get().export(), call.get().arguments())
            : Invocation.START,
        arguments,
        configuration.environment(),
        preopens,
        historyBudget,
        reproducible);
  }

  private static WasiConfig.Preopen preopen(Preopen preopen) {
    return new WasiConfig.Preopen(
        Path.of(preopen.host()),
        preopen.guest(),
        preopen.mode() == Preopen.Mode.READ_ONLY
            ? WasiConfig.Access.READ_ONLY
            : WasiConfig.Access.READ_WRITE);
  }

  /** How much is given, without the values: variables may hold secrets. */
  @Override
  public String toString() {
    return "GuestStart[%s, variables %s, %s]"
        .formatted(call.export(), environment.keySet(), preopens);
  }

  /** What its host gives it. */
  public WasiConfig wasi(WasiInput input, WasiOutput output, WasiOutput error) {
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
  public GuestStart calling(Invocation another) {
    return new GuestStart(another, arguments, environment, preopens, historyBudget, reproducible);
  }

  /**
   * Puts the program and its host together.
   *
   * @param limits what it may take
   */
  public Guest guest(Program program, Wasi wasi, EngineLimits limits) {
    return new Guest(
        program.module(),
        program.bytes(),
        Map.of(Wasi.MODULE, wasi),
        call.export(),
        call.slots(),
        limits,
        historyBudget);
  }
}
