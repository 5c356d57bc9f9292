package dev.continuum.ide.run;

import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * Run settings as text, one entry a line where there are many, with what is wrong in them. The
 * environment is {@code NAME=value}; a folder is {@code host::guest}, or {@code host::guest::rw}
 * where the guest may write.
 */
final class RunSettingsModel {
  private static final Pattern VARIABLE = Pattern.compile("[^=\\s\\x00]+=[^\\x00]*");

  final StringProperty arguments = new SimpleStringProperty("");
  final StringProperty environment = new SimpleStringProperty("");
  final StringProperty directories = new SimpleStringProperty("");
  final StringProperty export = new SimpleStringProperty("");
  final StringProperty exportArguments = new SimpleStringProperty("");

  RunSettingsModel(RunSettings settings) {
    arguments.set(ArgumentText.join(settings.arguments()));
    environment.set(
        settings.environment().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n")));
    directories.set(
        settings.directories().stream()
            .map(RunSettingsModel::text)
            .collect(Collectors.joining("\n")));
    export.set(settings.invocation().map(Invocation::export).orElse(""));
    exportArguments.set(
        settings.invocation().map(i -> ArgumentText.join(i.arguments())).orElse(""));
  }

  private static String text(Preopen directory) {
    return directory.host()
        + "::"
        + directory.guest()
        + (directory.mode() == Preopen.Mode.READ_WRITE ? "::rw" : "");
  }

  /** The arguments as the guest gets them, or what is wrong with them. */
  StringBinding argumentsPreview() {
    return Bindings.createStringBinding(() -> preview(arguments.get()), arguments);
  }

  private static String preview(String text) {
    try {
      List<String> split = ArgumentText.split(text);
      if (split.isEmpty()) {
        return "No arguments.";
      }
      return (split.size() == 1 ? "1 argument: " : split.size() + " arguments: ")
          + split.stream().map(a -> "⟦" + a + "⟧").collect(Collectors.joining(" "));
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** What is wrong with the environment; empty when nothing is. */
  StringBinding environmentTrouble() {
    return trouble(this::variables, environment);
  }

  /** What is wrong with the folders; empty when nothing is. */
  StringBinding directoriesTrouble() {
    return trouble(this::folders, directories);
  }

  /** What is wrong with the call of an export; empty when nothing is. */
  StringBinding callTrouble() {
    return trouble(this::call, export, exportArguments);
  }

  private static StringBinding trouble(Runnable reading, StringProperty... texts) {
    return Bindings.createStringBinding(() -> troubleOf(reading), texts);
  }

  private static String troubleOf(Runnable reading) {
    try {
      reading.run();
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  BooleanBinding valid() {
    return Bindings.createBooleanBinding(
        () -> troubleOf(this::settings).isEmpty(),
        arguments,
        environment,
        directories,
        export,
        exportArguments);
  }

  /**
   * The settings described.
   *
   * @throws IllegalArgumentException in words for the user, when something is wrong
   */
  RunSettings settings() {
    return new RunSettings(ArgumentText.split(arguments.get()), variables(), folders(), call());
  }

  private List<Preopen> folders() {
    List<Preopen> folders = lines(directories.get()).map(RunSettingsModel::directory).toList();
    Set<String> guests = new HashSet<>();
    for (Preopen folder : folders) {
      if (!guests.add(folder.guest())) {
        throw new IllegalArgumentException(
            "Two folders are both " + folder.guest() + " for the module.");
      }
    }
    return folders;
  }

  private Optional<Invocation> call() {
    String name = export.get().strip();
    List<String> values = ArgumentText.split(exportArguments.get());
    if (name.isEmpty() && !values.isEmpty()) {
      throw new IllegalArgumentException("Name the export that the arguments are for.");
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(new Invocation(name, values));
  }

  private Map<String, String> variables() {
    Map<String, String> result = new LinkedHashMap<>();
    lines(environment.get())
        .forEach(line -> {
          if (!VARIABLE.matcher(line).matches()) {
            throw new IllegalArgumentException(
                "“" + line + "” is not an environment variable: write NAME=value.");
          }
          int equals = line.indexOf('=');
          if (result.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
            throw new IllegalArgumentException(
                line.substring(0, equals) + " is set twice in the environment.");
          }
        });
    return result;
  }

  private static Preopen directory(String line) {
    String[] parts = line.split("::", -1);
    boolean writable = parts.length == 3 && parts[2].strip().equals("rw");
    boolean readable = parts.length == 2 || (parts.length == 3 && parts[2].strip().equals("ro"));
    if (!writable && !readable || parts[0].isBlank()) {
      throw new IllegalArgumentException(
          "“"
              + line
              + "” is not a folder: write host::/guest, or host::/guest::rw to let the"
              + " module write.");
    }
    String guest = parts[1].strip();
    if (!guest.startsWith("/")) {
      throw new IllegalArgumentException(
          "The guest folder “" + guest + "” does not begin with a slash.");
    }
    return new Preopen(
        parts[0].strip(), guest, writable ? Preopen.Mode.READ_WRITE : Preopen.Mode.READ_ONLY);
  }

  private static Stream<String> lines(String text) {
    return Arrays.stream(text.split("\n")).map(String::strip).filter(line -> !line.isEmpty());
  }
}
