package dev.continuum.ide.run;

import dev.continuum.ide.file.AtomicFiles;
import dev.continuum.targets.target.run.Preopen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code args}, {@code env} and {@code dirs} of a project file's {@code [run]} table. */
final class RunSection {
  private static final Set<String> OURS = Set.of("args", "env", "dirs");

  private RunSection() {}

  static void write(Path file, RunSettings settings) throws IOException {
    String text = Files.readString(file);
    AtomicFiles.write(file, rewritten(text, settings).getBytes(StandardCharsets.UTF_8));
  }

  static String rewritten(String text, RunSettings settings) {
    return TomlSection.rewritten(text, "run", OURS, lines(settings));
  }

  private static List<String> lines(RunSettings settings) {
    List<String> lines = new ArrayList<>();
    if (!settings.arguments().isEmpty()) {
      lines.add(
          "args = ["
              + settings.arguments().stream()
                  .map(TomlSection::string)
                  .collect(Collectors.joining(", "))
              + "]");
    }
    if (!settings.environment().isEmpty()) {
      lines.add(
          "env = { "
              + settings.environment().entrySet().stream()
                  .map(e -> TomlSection.key(e.getKey()) + " = " + TomlSection.string(e.getValue()))
                  .collect(Collectors.joining(", "))
              + " }");
    }
    if (!settings.directories().isEmpty()) {
      lines.add(
          "dirs = ["
              + settings.directories().stream()
                  .map(RunSection::directory)
                  .collect(Collectors.joining(", "))
              + "]");
    }
    return lines;
  }

  private static String directory(Preopen directory) {
    return "{ host = "
        + TomlSection.string(directory.host())
        + ", guest = "
        + TomlSection.string(directory.guest())
        + ", mode = "
        + TomlSection.string(directory.mode() == Preopen.Mode.READ_WRITE ? "rw" : "ro")
        + " }";
  }
}
