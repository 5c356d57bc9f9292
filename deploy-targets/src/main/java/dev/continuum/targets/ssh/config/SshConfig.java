package dev.continuum.targets.ssh.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the user's {@code ~/.ssh/config}, then the system's {@code ssh_config}, say of hosts: the
 * files of ssh_config(5) with {@code Include}, read at once and never written. What cannot be
 * understood is skipped and said in {@link #notes()} and {@link HostSettings#notes()}.
 */
public final class SshConfig {
  private static final int MOST_DEPTH = 16;
  private static final int MOST_FILES = 256;
  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_ALIASES = 10_000;

  /** A part of a file. */
  sealed interface Statement {
    /** One line other than {@code Include}. */
    record Setting(ConfigLine line) implements Statement {}

    /** The files a line includes, in order. */
    record Included(List<List<Statement>> files) implements Statement {}
  }

  private final SshSettings settings;
  private final List<List<Statement>> files = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int count;

  private SshConfig(SshSettings settings) {
    this.settings = settings;
  }

  /** Reads the files as they are now; absent ones say nothing. */
  public static SshConfig read(SshSettings settings) {
    SshConfig config = new SshConfig(settings);
    Path folder = settings.userFolder();
    config.add(folder.resolve("config"), folder);
    settings.systemFolder().ifPresent(system -> config.add(system.resolve("ssh_config"), system));
    return config;
  }

  private void add(Path file, Path base) {
    if (Files.exists(file)) {
      files.add(load(file, base, 0));
    }
  }

  /** What could not be read, sentences for the user. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** The hosts the files name, without patterns, in their order; what a user can choose from. */
  public List<String> aliases() {
    Set<String> found = new LinkedHashSet<>();
    files.forEach(file -> collect(file, found));
    return List.copyOf(found);
  }

  private static void collect(List<Statement> statements, Set<String> found) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Included(var included) -> included.forEach(file -> collect(file, found));
        case Statement.Setting(var line) -> {
          if (line.keyword().equals("host")) {
            line.arguments().stream()
                .filter(HostPatterns::isPlain)
                .limit(MOST_ALIASES - found.size())
                .forEach(found::add);
          }
        }
      }
    }
  }

  /**
   * What holds for a host, as {@code ssh} was asked for it.
   *
   * @param host as the user typed it: an alias, a name or an address
   * @param user the account asked for on the way, which wins over the files'
   * @param port the port asked for, which wins, too
   */
  public HostSettings host(String host, Optional<String> user, OptionalInt port) {
    ConfigLookup lookup = new ConfigLookup(settings, host, user, port);
    return lookup.run(files);
  }

  private List<Statement> load(Path file, Path base, int depth) {
    List<Statement> statements = new ArrayList<>();
    List<String> lines;
    try {
      if (++count > MOST_FILES || depth > MOST_DEPTH || Files.size(file) > MOST_BYTES) {
        notes.add(file + " was not read: there is too much to read in such files.");
        return statements;
      }
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      notes.add(file + " could not be read, and was skipped.");
      return statements;
    }
    int number = 0;
    for (String line : lines) {
      number++;
      // The bytes are UTF-8 as a rule, and read so that none is an error.
      String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      try {
        Optional<ConfigLine> parsed = ConfigLine.parse(file, number, text);
        parsed.ifPresent(known -> statements.add(statement(known, base, depth)));
      } catch (IllegalArgumentException e) {
        notes.add(file + ", line " + number + " was skipped: " + e.getMessage() + ".");
      }
    }
    return statements;
  }

  private Statement statement(ConfigLine line, Path base, int depth) {
    if (!line.keyword().equals("include")) {
      return new Statement.Setting(line);
    }
    List<List<Statement>> included = new ArrayList<>();
    for (String argument : line.arguments()) {
      for (Path file : matching(base.resolve(settings.fromHome(argument)))) {
        included.add(load(file, base, depth + 1));
      }
    }
    return new Statement.Included(included);
  }

  /** The files a path with {@code *}, {@code ?} and {@code [...]} stands for, in order. */
  private static List<Path> matching(Path pattern) {
    List<Path> found = new ArrayList<>();
    @Nullable Path root = pattern.toAbsolutePath().getRoot();
    if (root != null) {
      found.add(root);
    }
    for (Path segment : pattern.toAbsolutePath()) {
      List<Path> next = new ArrayList<>();
      for (Path folder : found) {
        next.addAll(matching(folder, segment.toString()));
      }
      found = next;
    }
    found.removeIf(file -> !Files.isRegularFile(file));
    return found;
  }

  private static List<Path> matching(Path folder, String segment) {
    if (segment.chars().noneMatch(c -> c == '*' || c == '?' || c == '[')) {
      Path file = folder.resolve(segment).normalize();
      return Files.exists(file) ? List.of(file) : List.of();
    }
    List<Path> found = new ArrayList<>();
    // Braces are plain letters here.
    String glob = segment.replace("{", "\\{").replace("}", "\\}");
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      for (Path entry : entries) {
        if (segment.startsWith(".") || !entry.getFileName().toString().startsWith(".")) {
          found.add(entry);
        }
      }
    } catch (IOException | PatternSyntaxException e) {
      // No folder, or no pattern: nothing is included, as with ssh.
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
