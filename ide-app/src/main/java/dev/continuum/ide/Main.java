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
    if (files.isPresent()) {
      Studio.open(files.get());
    } else {
      System.exit(CommandLineApp.main(arguments));
    }
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
