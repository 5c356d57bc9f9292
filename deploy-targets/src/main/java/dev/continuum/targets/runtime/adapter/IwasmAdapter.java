package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code iwasm}, the command line of the WebAssembly Micro Runtime, from 2.0 on ({@code
 * product-mini/platforms/posix/main.c} and {@code common/libc_wasi.c}).
 *
 * <ul>
 *   <li>{@code --version} prints {@code iwasm 2.1.0}.
 *   <li>Environment: {@code --env=NAME=VALUE} is the only way, so a configuration with an
 *       environment is refused.
 *   <li>Folders: {@code --map-dir=GUEST::HOST} (pull request 2628), at most eight, for reading and
 *       writing only; its WASI opens every part of a path by itself and follows none that leads
 *       out.
 *   <li>{@code -f} calls an export.
 *   <li>The guest sees its file's path as its own name.
 *   <li>An exception is told on standard output and ends with 1.
 *   <li>Its stack for the guest is 64 KiB unless told otherwise, which is little for programs that
 *       call deeply: it is given 1 MiB. It has no limit on memory of its own: the device's stands.
 * </ul>
 */
final class IwasmAdapter extends ProgramAdapter {
  static final String ID = "iwasm";
  private static final int MOST_FOLDERS = 8;

  IwasmAdapter() {
    super(
        ID,
        "WAMR (iwasm)",
        "iwasm",
        "2.0.0",
        Pattern.compile("(?m)^iwasm ([0-9]+\\.[0-9]+\\.[0-9]+\\S*)"),
        List.of("$HOME/.wamr/bin/iwasm"));
  }

  @Override
  Optional<String> objection(RunConfiguration configuration, Probe.Runtime runtime) {
    Optional<String> many =
        configuration.directories().size() > MOST_FOLDERS
            ? Optional.of("WAMR (iwasm) takes at most " + MOST_FOLDERS + " folders.")
            : Optional.empty();
    return first(
        noEnvironment(configuration),
        readOnly(configuration),
        separated(configuration, "::"),
        many);
  }

  @Override
  public Launch launch(RunConfiguration configuration, Probe.Runtime runtime, Placement placement) {
    List<String> command = new ArrayList<>(List.of(runtime.path(), "--stack-size=1048576"));
    for (Preopen directory : configuration.directories()) {
      command.add("--map-dir=" + directory.guest() + "::" + placement.folder(directory));
    }
    configuration
        .invocation()
        .ifPresent(invocation -> command.addAll(List.of("-f", invocation.export())));
    command.add(placement.module());
    command.addAll(
        configuration
            .invocation()
            .map(invocation -> invocation.arguments())
            .orElse(configuration.arguments()));
    return new Launch(command, Map.of());
  }
}
