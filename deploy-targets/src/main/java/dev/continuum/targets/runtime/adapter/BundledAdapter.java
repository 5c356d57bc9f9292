package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.GuestEnvironment;
import dev.continuum.targets.runtime.Platform;
import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.bundled.BundledRunner;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundled runner on a device's Java: runs everything this program runs locally. */
public final class BundledAdapter implements RuntimeAdapter {
  static final String ID = "bundled";
  private static final int OLDEST_JAVA = 17;
  private static final Pattern VERSION = Pattern.compile("version \"([0-9][^\"]*)\"");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "bundled runner (Wasmtime 7, on Java)";
  }

  @Override
  public Detection detection() {
    return new Detection(
        "java",
        List.of(
            "/usr/lib/jvm/*/bin/java",
            "/opt/*/bin/java",
            "$HOME/.sdkman/candidates/java/current/bin/java",
            "$HOME/.jdks/*/bin/java"),
        List.of("-version"));
  }

  @Override
  public Optional<String> parseVersion(String output) {
    Matcher matcher = VERSION.matcher(output);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The feature release in a Java version: 8 of {@code 1.8.0_392}, 17 of {@code 17.0.12}. */
  static int feature(String version) {
    String[] parts = version.split("[^0-9]+", 3);
    try {
      int first = Integer.parseInt(parts[0]);
      return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
    } catch (NumberFormatException e) {
      return 0; // Not a version: older than anything that would do.
    }
  }

  @Override
  public Optional<String> objection(
      RunConfiguration configuration, Probe.Runtime runtime, Probe device) {
    if (feature(runtime.version()) < OLDEST_JAVA) {
      return Optional.of(
          "Java "
              + runtime.version()
              + " is too old for the bundled runner, which needs "
              + OLDEST_JAVA
              + " or newer.");
    }
    if (Platform.ofLinux(device.architecture()).isEmpty()) {
      return Optional.of(
          "The bundled runner has no Wasmtime for the architecture " + device.architecture() + ".");
    }
    if (device.cLibrary().equals("musl")) {
      return Optional.of(
          "The bundled runner's Wasmtime needs the C library glibc, and the device has musl (as"
              + " Alpine Linux does).");
    }
    return Optional.empty();
  }

  @Override
  public List<SupportFile> supportFiles(String architecture, Path cache) throws TargetException {
    Platform platform =
        Platform.ofLinux(architecture)
            .orElseThrow(() ->
                new TargetException(
                    TargetException.Problem.NO_RUNTIME,
                    "The bundled runner has no Wasmtime for the architecture " + architecture + ".",
                    "Install Node.js on the device, or choose an x86-64 or arm64 device."));
    return List.of(BundledRunner.deviceJar(platform, cache));
  }

  @Override
  public Launch launch(RunConfiguration configuration, Probe.Runtime runtime, Placement placement) {
    String jar = placement.support() + "/" + placement.supportFiles().get(0).name();
    GuestEnvironment guest = GuestEnvironment.of(configuration.environment());
    List<String> command = new ArrayList<>();
    command.add(runtime.path());
    command.addAll(BundledRunner.jvmOptions(feature(runtime.version())));
    command.addAll(List.of("-cp", jar, BundledRunner.MAIN_CLASS));
    command.addAll(List.of("--native", jar + ".native"));
    command.addAll(List.of("--cache", placement.support() + "/compiled"));
    command.addAll(
        BundledRunner.arguments(configuration, guest, placement.module(), placement::folder));
    Map<String, String> environment = new LinkedHashMap<>(BundledRunner.ENVIRONMENT);
    // Java reads its arguments and variables as the locale says, which on a device often is plain
    // C:
    // letters beyond ASCII would be lost. Where a system lacks this locale it stays with its own.
    environment.put("LC_ALL", "C.UTF-8");
    environment.putAll(guest.variables());
    return new Launch(command, environment);
  }
}
