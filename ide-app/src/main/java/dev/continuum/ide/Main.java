package dev.continuum.ide;

import dev.continuum.ide.cli.CommandLineApp;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the program starts: the workbench when it is given nothing or only files and folders, the
 * command line otherwise. Loads JavaFX for the workbench alone.
 */
public final class Main {
  private Main() {}

  /** Starts the program. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--train")) {
      Training.run();
      return;
    }
    if (arguments.length > 0 && arguments[0].equals("--measure-startup")) {
      Studio.measureStart(
          filesToOpen(Arrays.copyOfRange(arguments, 1, arguments.length)).orElse(List.of()));
      return;
    }
    Optional<List<Path>> files = filesToOpen(arguments);
    if (files.isEmpty()) {
      System.exit(CommandLineApp.main(arguments));
    }
    try {
      Studio.open(files.get());
    } catch (UnsupportedOperationException noWindows) {
      CommandLineApp.complain(noWindowMessage(String.valueOf(noWindows.getMessage())));
      System.exit(1);
    }
  }

  /**
   * What a user can do where JavaFX has nothing to open a window with.
   *
   * @param reason what JavaFX says
   */
  static String noWindowMessage(String reason) {
    String remedy =
        reason.contains("DISPLAY")
            ? "There is no screen: start it in a desktop session, or name one in DISPLAY."
            : "JavaFX needs GTK 3 on Linux. Debian and Ubuntu: apt install libgtk-3-0 libgl1"
                + " libxtst6 libxxf86vm1";
    return "continuum: the window cannot be opened ("
        + reason
        + "). "
        + remedy
        + "\nThe command line works without a window: continuum help";
  }

  /** The files to open in the workbench; empty when the command line is meant. */
  static Optional<List<Path>> filesToOpen(String... arguments) {
    List<Path> files = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("-") || (files.isEmpty() && CommandLineApp.isCommand(argument))) {
        return Optional.empty();
      }
      try {
        Path file = Path.of(argument).toAbsolutePath().normalize();
        if (!Files.exists(file)) {
          return Optional.empty();
        }
        files.add(file);
      } catch (InvalidPathException e) {
        // Not a file's name on this system: the command line says that it knows no such command.
        return Optional.empty();
      }
    }
    return Optional.of(files);
  }
}
