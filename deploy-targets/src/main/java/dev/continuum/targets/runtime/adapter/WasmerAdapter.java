package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.GuestEnvironment;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Wasmer's command line, from 4.2.4 on: before that a symbolic link led out of a granted folder
 * (advisory CVE-2023-51661).
 *
 * <ul>
 *   <li>{@code --version} prints {@code wasmer 4.3.0}, with more behind it in some builds.
 *   <li>Environment: {@code --env NAME=VALUE} stands in the arguments; {@code --forward-host-env}
 *       hands on all that Wasmer itself has ({@code lib/cli/src/commands/run/wasi.rs}), which is
 *       made to be the guest's alone.
 *   <li>Folders: {@code --mapdir GUEST:HOST}, for reading and writing only (issue 5575).
 *   <li>{@code --invoke} calls an export.
 *   <li>It has no limit on memory of its own: the device's stands.
 * </ul>
 */
final class WasmerAdapter extends ProgramAdapter {
  static final String ID = "wasmer";

  WasmerAdapter() {
    super(
        ID,
        "Wasmer",
        "wasmer",
        "4.2.4",
        Pattern.compile("(?m)^wasmer v?([0-9]+\\.[0-9]+\\.[0-9]+\\S*)"),
        List.of("$HOME/.wasmer/bin/wasmer", "$HOME/.cargo/bin/wasmer"));
  }

  @Override
  Optional<String> objection(RunConfiguration configuration, Probe.Runtime runtime) {
    return first(
        CarriedEnvironment.objection(title(), configuration.environment()),
        readOnly(configuration),
        separated(configuration, ":"));
  }

  @Override
  public Launch launch(RunConfiguration configuration, Probe.Runtime runtime, Placement placement) {
    GuestEnvironment guest = GuestEnvironment.of(configuration.environment());
    List<String> command = new ArrayList<>(List.of(runtime.path(), "run"));
    for (Preopen directory : configuration.directories()) {
      command.add("--mapdir");
      command.add(directory.guest() + ":" + placement.folder(directory));
    }
    boolean carries = !guest.names().isEmpty();
    if (carries) {
      command.add("--forward-host-env");
    }
    configuration
        .invocation()
        .ifPresent(invocation -> command.addAll(List.of("--invoke", invocation.export())));
    command.add(placement.module());
    command.add("--");
    command.addAll(
        configuration
            .invocation()
            .map(invocation -> invocation.arguments())
            .orElse(configuration.arguments()));
    return new Launch(CarriedEnvironment.in(guest, carries, command), guest.variables());
  }
}
