package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.CacheFiles;
import dev.continuum.targets.runtime.GuestEnvironment;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Node.js with its own WASI: for devices that have no Java. It runs WASI commands from {@code
 * .wasm} files. Its WASI follows symbolic links out of a granted folder (seen with Node 20, and
 * Node's documentation warns of it), so it refuses configurations that grant one.
 */
final class NodeAdapter implements RuntimeAdapter {
  static final String ID = "node";
  private static final int OLDEST_NODE = 18;
  private static final String LAUNCHER = "wasi-launcher.mjs";
  private static final Pattern VERSION =
      Pattern.compile("(?m)^v([0-9]+\\.[0-9]+\\.[0-9]+\\S*)\\s*$");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Node.js";
  }

  @Override
  public Detection detection() {
    return new Detection(
        "node",
        List.of(
            "/usr/local/bin/node",
            "/opt/*/bin/node",
            "$HOME/.nvm/versions/node/*/bin/node",
            "$HOME/.local/bin/node"),
        List.of("--version"));
  }

  @Override
  public Optional<String> parseVersion(String output) {
    Matcher matcher = VERSION.matcher(output);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public Optional<String> objection(
      RunConfiguration configuration, Probe.Runtime runtime, Probe device) {
    if (BundledAdapter.feature(runtime.version()) < OLDEST_NODE) {
      return Optional.of(
          "Node.js " + runtime.version() + " is too old, " + OLDEST_NODE + " or newer is needed.");
    }
    if (configuration.invocation().isPresent()) {
      return Optional.of(
          "Node.js runs whole programs here and cannot call the export “"
              + configuration.invocation().get().export()
              + "” by itself.");
    }
    if (!configuration.directories().isEmpty()) {
      return Optional.of(
          "Node.js cannot keep a module inside a granted folder (it follows symbolic links out of"
              + " it), so "
              + configuration.directories().get(0).guest()
              + " cannot be granted.");
    }
    return Optional.empty();
  }

  @Override
  public boolean provides(String module, String name) {
    return module.equals("wasi_snapshot_preview1") && RuntimeAdapter.super.provides(module, name);
  }

  @Override
  public List<SupportFile> supportFiles(String architecture, Path cache) throws TargetException {
    try (InputStream launcher = NodeAdapter.class.getResourceAsStream(LAUNCHER)) {
      if (launcher == null) {
        throw new IllegalStateException("The resource " + LAUNCHER + " is not in this program.");
      }
      return List.of(CacheFiles.store(cache, "wasi-launcher", ".mjs", launcher.readAllBytes()));
    } catch (IOException e) {
      throw CacheFiles.failed(cache, e);
    }
  }

  @Override
  public Launch launch(RunConfiguration configuration, Probe.Runtime runtime, Placement placement) {
    GuestEnvironment guest = GuestEnvironment.of(configuration.environment());
    List<String> command = new ArrayList<>();
    command.add(runtime.path());
    command.add("--no-warnings"); // node:wasi is experimental and says so on the guest's stderr.
    command.add(placement.support() + "/" + placement.supportFiles().get(0).name());
    for (Map.Entry<String, String> name : guest.names().entrySet()) {
      command.add("--env");
      command.add(name.getKey() + "=" + name.getValue());
    }
    command.add("--argv0");
    command.add(configuration.app());
    command.add(placement.module());
    command.add("--");
    command.addAll(configuration.arguments());
    return new Launch(command, guest.variables());
  }
}
