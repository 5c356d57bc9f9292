package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.GuestEnvironment;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * wazero's command line, from 1.0 on. What is said here was seen with 1.12.0.
 *
 * <ul>
 *   <li>{@code wazero version} prints the version alone; {@code dev} when it was built without one,
 *       as Debian's is ({@code cmd/wazero/wazero.go}).
 *   <li>Environment: {@code -env NAME=VALUE} stands in the arguments; {@code -env-inherit} hands on
 *       all that wazero itself has (pull request 1117), which is made to be the guest's alone.
 *   <li>Folders: a mount can be left by {@code ../../} and by symbolic links, as its own help and
 *       the documentation of {@code FSConfig} say, so a configuration that grants one is refused.
 *   <li>It runs {@code _start} and cannot call another export.
 *   <li>The guest sees its file's name as its own. A {@code --} behind the file is dropped when
 *       something follows it, so one is always put there.
 *   <li>A trap is told on standard error and ends with 1.
 *   <li>It has no limit on memory of its own: the device's stands.
 * </ul>
 */
final class WazeroAdapter extends ProgramAdapter {
  static final String ID = "wazero";

  WazeroAdapter() {
    super(
        ID,
        "wazero",
        "wazero",
        "1.0.0",
        Pattern.compile("(?m)^v?([0-9]+\\.[0-9]+\\.[0-9]+\\S*|dev)\\s*$"),
        List.of("$HOME/go/bin/wazero"));
  }

  @Override
  List<String> versionArguments() {
    return List.of("version");
  }

  @Override
  Optional<String> objection(RunConfiguration configuration, Probe.Runtime runtime) {
    return first(
        configuration
            .invocation()
            .map(invocation ->
                "wazero runs whole programs and cannot call the export “"
                    + invocation.export()
                    + "” by itself."),
        configuration.directories().stream()
            .findFirst()
            .map(directory ->
                "wazero cannot keep a module inside a granted folder, so "
                    + directory.guest()
                    + " cannot be granted."),
        CarriedEnvironment.objection(title(), configuration.environment()));
  }

  @Override
  public Launch launch(RunConfiguration configuration, Probe.Runtime runtime, Placement placement) {
    GuestEnvironment guest = GuestEnvironment.of(configuration.environment());
    boolean carries = !guest.names().isEmpty();
    List<String> command = new ArrayList<>(List.of(runtime.path(), "run"));
    command.add("-cachedir=" + placement.support() + "/wazero");
    if (carries) {
      command.add("-env-inherit");
    }
    command.add(placement.module());
    if (!configuration.arguments().isEmpty()) {
      command.add("--");
      command.addAll(configuration.arguments());
    }
    return new Launch(CarriedEnvironment.in(guest, carries, command), guest.variables());
  }
}
