package dev.continuum.targets.runtime.adapter;

import dev.continuum.targets.runtime.GuestEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The way of a guest's environment through a runtime that can only hand on what stands in its own:
 * a shell in front of it gives our variables the guest's names and becomes the runtime. Only names
 * are in the arguments.
 */
final class CarriedEnvironment {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What loaders, libraries and the runtimes themselves listen to, and the shell holds on to. */
  private static final Pattern HEARD =
      Pattern.compile(
          "(LD|DYLD|MALLOC|GLIBC|RUST|WASMTIME|WASMER|WASMEDGE|CONTINUUM)_.*|GO[A-Z]+|GCONV_PATH"
              + "|LOCPATH|NLSPATH|SHELLOPTS|BASHOPTS|BASH_ENV|ENV|IFS|UID|EUID|PPID|_");

  /** Takes away all that the guest is not to see; the loop goes by names, values stay unread. */
  private static final String ALONE =
      "for n in $(env | sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p'); do case $n in"
          + " CONTINUUM_GUEST_ENV_*|SHELLOPTS|BASHOPTS|UID|EUID|PPID) ;; *) unset \"$n\" ;; esac;"
          + " done; ";

  private CarriedEnvironment() {}

  /** Why a variable cannot go that way, as a sentence; empty when all can. */
  static Optional<String> objection(String runtime, Map<String, String> environment) {
    for (String name : environment.keySet().stream().sorted().toList()) {
      if (!NAME.matcher(name).matches()) {
        return Optional.of(
            runtime
                + " takes the guest's environment out of its own, which cannot hold the name “"
                + name
                + "”.");
      }
      if (HEARD.matcher(name).matches()) {
        return Optional.of(
            runtime
                + " takes the guest's environment out of its own, where “"
                + name
                + "” would change what the runtime itself does.");
      }
    }
    return Optional.empty();
  }

  /**
   * A command in front of which the guest's variables get their names.
   *
   * @param alone whether nothing but them is to be left, for a runtime that hands on all it has
   */
  static List<String> in(GuestEnvironment guest, boolean alone, List<String> command) {
    if (guest.names().isEmpty() && !alone) {
      return command;
    }
    StringBuilder script = new StringBuilder(alone ? ALONE : "");
    guest
        .names()
        .forEach((name, variable) ->
            script
                .append(name)
                .append("=$")
                .append(variable)
                .append("; export ")
                .append(name)
                .append("; unset ")
                .append(variable)
                .append("; "));
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script + "exec \"$@\"", "sh"));
    words.addAll(command);
    return words;
  }
}
