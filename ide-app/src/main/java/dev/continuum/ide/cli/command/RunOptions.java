package dev.continuum.ide.cli.command;

import dev.continuum.ide.project.RunOverrides;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code run} and {@code deploy} take beside what is to be run. */
public final class RunOptions {
  @Option(
      names = "--dir",
      paramLabel = "HOST::GUEST[::ro]",
      description = {
        "Let the app reach a folder, under the name GUEST (/data, say); with ::ro, to read only.",
        "May be given several times. An app reaches no other folders."
      })
  List<String> directories = new ArrayList<>();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "Set an environment variable of the app. May be given several times.")
  List<String> environment = new ArrayList<>();

  /**
   * What was said on the command line, for a run configuration.
   *
   * @param guestArguments what stood after {@code --}
   * @param invoke the export to call, if one was named: the arguments are then the function's
   * @param options texts under {@link dev.continuum.ide.project.DeployKeys}
   */
  public RunOverrides overrides(
      Optional<String> name,
      Optional<List<String>> guestArguments,
      @Nullable String invoke,
      Map<String, String> options)
      throws CliException {
    Optional<Invocation> invocation =
        Optional.ofNullable(invoke)
            .map(export -> new Invocation(export, guestArguments.orElse(List.of())));
    return new RunOverrides(
        name,
        invocation.isPresent() ? Optional.of(List.of()) : guestArguments,
        variables(),
        preopens(),
        invocation,
        options);
  }

  private Map<String, String> variables() throws CliException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String pair : environment) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw CliException.wrongCall(
            "“--env " + pair + "” sets no variable.", "Write --env NAME=VALUE.");
      }
      variables.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return variables;
  }

  private List<Preopen> preopens() throws CliException {
    List<Preopen> preopens = new ArrayList<>();
    for (String text : directories) {
      String[] parts = text.split("::", -1);
      boolean fits =
          (parts.length == 2 || (parts.length == 3 && parts[2].matches("ro|rw")))
              && isPath(parts[0])
              && parts[1].startsWith("/");
      if (!fits) {
        throw CliException.wrongCall(
            "“--dir " + text + "” grants no folder.",
            "Write --dir HOST::GUEST, or HOST::GUEST::ro to read only; GUEST begins with /.");
      }
      boolean readOnly = parts.length == 3 && parts[2].equals("ro");
      preopens.add(
          new Preopen(
              parts[0], parts[1], readOnly ? Preopen.Mode.READ_ONLY : Preopen.Mode.READ_WRITE));
    }
    return preopens;
  }

  private static boolean isPath(String text) {
    try {
      return !text.isEmpty() && !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException e) {
      // The caller says what such a folder should look like.
      return false;
    }
  }
}
