package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.RuntimeAdapter;
import dev.continuum.targets.runtime.Versions;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A runtime that is one program with a command line of its own. It needs none of our files. What
 * this program puts on a device itself is looked for beside the usual places.
 */
abstract class ProgramAdapter implements RuntimeAdapter {
  private final String id;
  private final String title;
  private final String program;
  private final String oldest;
  private final Pattern version;
  private final List<String> places;

  /**
   * A runtime.
   *
   * @param oldest the first version whose command line is the one written here
   * @param version finds the version, as its first group, in what the program prints
   * @param places where it is often found off the {@code PATH}
   */
  ProgramAdapter(
      String id,
      String title,
      String program,
      String oldest,
      Pattern version,
      List<String> places) {
    this.id = id;
    this.title = title;
    this.program = program;
    this.oldest = oldest;
    this.version = version;
    this.places = List.copyOf(places);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final Detection detection() {
    List<String> patterns = new ArrayList<>();
    patterns.add("$HOME/.continuum/runtimes/" + id + "-*/bin/" + program);
    patterns.addAll(places);
    patterns.add("/usr/local/bin/" + program);
    patterns.add("$HOME/.local/bin/" + program);
    patterns.add("/opt/*/bin/" + program);
    return new Detection(program, patterns, versionArguments());
  }

  /** What makes it say its version. */
  List<String> versionArguments() {
    return List.of("--version");
  }

  @Override
  public final Optional<String> parseVersion(String output) {
    Matcher matcher = version.matcher(output);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public final Optional<String> objection(
      RunConfiguration configuration, Probe.Runtime runtime, Probe device) {
    if (!Versions.atLeast(runtime.version(), oldest)) {
      return Optional.of(
          title + " " + runtime.version() + " is too old, " + oldest + " or newer is needed.");
    }
    return objection(configuration, runtime);
  }

  /** The same for a version that is new enough. */
  abstract Optional<String> objection(RunConfiguration configuration, Probe.Runtime runtime);

  @Override
  public final List<SupportFile> supportFiles(String architecture, Path cache) {
    return List.of();
  }

  /** Why a folder cannot be written into an argument that joins its names by {@code separator}. */
  final Optional<String> separated(RunConfiguration configuration, String separator) {
    for (Preopen directory : configuration.directories()) {
      if (directory.host().contains(separator) || directory.guest().contains(separator)) {
        return Optional.of(
            title
                + " cannot be given the folder “"
                + directory.host()
                + "” as “"
                + directory.guest()
                + "”: it takes “"
                + separator
                + "” for what stands between the two.");
      }
    }
    return Optional.empty();
  }

  /** Why a folder cannot be granted for reading only. */
  final Optional<String> readOnly(RunConfiguration configuration) {
    return configuration.directories().stream()
        .filter(directory -> directory.mode() == Preopen.Mode.READ_ONLY)
        .findFirst()
        .map(directory ->
            title
                + " grants folders for reading and writing only, so "
                + directory.guest()
                + " cannot be granted read-only.");
  }

  /** Why the guest's environment cannot be given at all. */
  final Optional<String> noEnvironment(RunConfiguration configuration) {
    return configuration.environment().isEmpty()
        ? Optional.empty()
        : Optional.of(
            title
                + " takes the guest's environment as arguments only, where everyone on the device"
                + " could read its values in the list of processes.");
  }

  /** The first of several that says something. */
  @SafeVarargs
  static Optional<String> first(Optional<String>... objections) {
    for (Optional<String> objection : objections) {
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }
}
