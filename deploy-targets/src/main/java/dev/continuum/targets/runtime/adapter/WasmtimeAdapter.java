package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.GuestEnvironment;
import dev.continuum.targets.runtime.Versions;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Wasmtime's command line, from version 14 on, where {@code --dir HOST::GUEST} took the place of
 * {@code --mapdir} (release notes of 14.0.0).
 *
 * <ul>
 *   <li>{@code --version} prints {@code wasmtime 25.0.1 (…)}, before 18 {@code wasmtime-cli
 *       14.0.4}.
 *   <li>Environment: {@code --env NAME} hands on the value Wasmtime itself has (pull request 6746,
 *       in 12.0.0; {@code src/common.rs}, {@code parse_env_var}).
 *   <li>Folders: opened through {@code cap-std}, which lets no path and no symbolic link lead out;
 *       the command line grants them for reading and writing only (issue 9608; {@code
 *       src/common.rs} passes {@code DirPerms::all()}).
 *   <li>{@code --argv0} since 24.0.0 (pull request 8961); before that the guest sees its file's
 *       name.
 *   <li>A trap prints {@code Error: …} on standard error and ends with 134 ({@code
 *       src/commands/run.rs}).
 *   <li>Memory: {@code -W max-memory-size=BYTES}, for each memory.
 * </ul>
 */
final class WasmtimeAdapter extends ProgramAdapter {
  static final String ID = "wasmtime";

  WasmtimeAdapter() {
    super(
        ID,
        "Wasmtime",
        "wasmtime",
        "14.0.0",
        Pattern.compile("(?m)^wasmtime(?:-cli)? ([0-9]+\\.[0-9]+\\.[0-9]+\\S*)"),
        List.of("$HOME/.wasmtime/bin/wasmtime", "$HOME/.cargo/bin/wasmtime"));
  }

  @Override
  Optional<String> objection(RunConfiguration configuration, Probe.Runtime runtime) {
    return first(
        CarriedEnvironment.objection(title(), configuration.environment()),
        readOnly(configuration),
        separated(configuration, "::"));
  }

  @Override
  public Launch launch(RunConfiguration configuration, Probe.Runtime runtime, Placement placement) {
    GuestEnvironment guest = GuestEnvironment.of(configuration.environment());
    List<String> command = new ArrayList<>(List.of(runtime.path(), "run"));
    placement
        .memoryBytes()
        .ifPresent(bytes -> command.addAll(List.of("-W", "max-memory-size=" + bytes)));
    for (Preopen directory : configuration.directories()) {
      command.add("--dir");
      command.add(placement.folder(directory) + "::" + directory.guest());
    }
    for (String name : guest.names().keySet()) {
      command.add("--env");
      command.add(name);
    }
    if (Versions.atLeast(runtime.version(), "24.0.0")) {
      command.add("--argv0");
      command.add(configuration.app());
    }
    configuration
        .invocation()
        .ifPresent(invocation -> command.addAll(List.of("--invoke", invocation.export())));
    command.add(placement.module());
    command.addAll(
        configuration
            .invocation()
            .map(invocation -> invocation.arguments())
            .orElse(configuration.arguments()));
    return new Launch(CarriedEnvironment.in(guest, false, command), guest.variables());
  }
}
