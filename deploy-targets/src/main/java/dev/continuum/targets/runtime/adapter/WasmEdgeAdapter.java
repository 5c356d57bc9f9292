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
 * WasmEdge's command line, from 0.13 on. What is said here was seen with 0.17.1.
 *
 * <ul>
 *   <li>{@code --version} prints its own name as it was called, {@code version 0.17.1}, then its
 *       plug-ins ({@code lib/driver/runtimeTool.cpp}).
 *   <li>Environment: {@code --env NAME=VALUE} is the only way, so a configuration with an
 *       environment is refused.
 *   <li>Folders: {@code --dir GUEST:HOST}, with {@code :readonly} behind it for reading only (pull
 *       requests 2410 and 2458, in 0.13.0). Paths and symbolic links that lead out are refused
 *       ({@code ENOTCAPABLE}, {@code EPERM}).
 *   <li>The guest sees its file's name with {@code .wasm} behind it as its own.
 *   <li>{@code --reactor} calls an export, after {@code _initialize}, and prints the results a line
 *       each.
 *   <li>A trap is told on standard error and ends with 134, before 0.16 with 1.
 *   <li>Memory: {@code --memory-page-limit PAGES}, for each memory.
 * </ul>
 */
final class WasmEdgeAdapter extends ProgramAdapter {
  static final String ID = "wasmedge";
  private static final int PAGE = 65_536;

  WasmEdgeAdapter() {
    super(
        ID,
        "WasmEdge",
        "wasmedge",
        "0.13.0",
        Pattern.compile("(?m)^\\S*wasmedge version ([0-9]+\\.[0-9]+\\.[0-9]+\\S*)"),
        List.of("$HOME/.wasmedge/bin/wasmedge"));
  }

  @Override
  Optional<String> objection(RunConfiguration configuration, Probe.Runtime runtime) {
    return first(noEnvironment(configuration), separated(configuration, ":"));
  }

  @Override
  public Launch launch(RunConfiguration configuration, Probe.Runtime runtime, Placement placement) {
    List<String> command = new ArrayList<>(List.of(runtime.path()));
    for (Preopen directory : configuration.directories()) {
      command.add("--dir");
      command.add(
          directory.guest()
              + ":"
              + placement.folder(directory)
              + (directory.mode() == Preopen.Mode.READ_ONLY ? ":readonly" : ""));
    }
    placement
        .memoryBytes()
        .ifPresent(bytes -> {
          command.add("--memory-page-limit");
          command.add(String.valueOf(Math.min(PAGE, bytes / PAGE)));
        });
    configuration.invocation().ifPresent(invocation -> command.add("--reactor"));
    command.add(placement.module());
    configuration
        .invocation()
        .ifPresentOrElse(
            invocation -> {
              command.add(invocation.export());
              command.addAll(invocation.arguments());
            },
            () -> command.addAll(configuration.arguments()));
    return new Launch(command, Map.of());
  }
}
