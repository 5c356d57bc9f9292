package dev.continuum.ide.run;

import dev.continuum.ide.file.AtomicFiles;
import dev.continuum.ide.project.DeployKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The deploy options of a project file: keys of its {@code [deploy]} table, and {@code memory} of
 * {@code [run]}.
 */
final class DeploySection {
  private static final Set<String> BARE =
      Set.of(DeployKeys.JOB, DeployKeys.BOOT, DeployKeys.KEEP, DeployKeys.FILES);

  private DeploySection() {}

  static void write(Path file, Map<String, String> texts) throws IOException {
    String text = Files.readString(file);
    AtomicFiles.write(file, rewritten(text, texts).getBytes(StandardCharsets.UTF_8));
  }

  static String rewritten(String text, Map<String, String> texts) {
    Set<String> ours = new LinkedHashSet<>(DeployKeys.ALL);
    ours.remove(DeployKeys.MEMORY);
    List<String> lines = new ArrayList<>();
    for (String key : ours) {
      add(lines, key, texts);
    }
    List<String> memory = new ArrayList<>();
    add(memory, DeployKeys.MEMORY, texts);
    String run = TomlSection.rewritten(text, "run", Set.of(DeployKeys.MEMORY), memory);
    return TomlSection.rewritten(run, "deploy", ours, lines);
  }

  private static void add(List<String> lines, String key, Map<String, String> texts) {
    String value = texts.get(key);
    if (value != null) {
      lines.add(key + " = " + (BARE.contains(key) ? value : TomlSection.string(value)));
    }
  }
}
