package dev.continuum.inspector.profile;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A format that other tools read. */
public enum ProfileFormat {
  /** What <a href="https://www.speedscope.app">speedscope</a> opens: JSON. */
  SPEEDSCOPE(".speedscope.json") {
    @Override
    public void write(Profile profile, String name, Writer out) throws IOException {
      Speedscope.write(profile, name, out);
    }
  },

  /**
   * Collapsed stacks, as {@code flamegraph.pl} and many others read them: a line for each path,
   * with the instructions that its last function has executed itself.
   */
  COLLAPSED(".folded") {
    @Override
    public void write(Profile profile, String name, Writer out) throws IOException {
      CollapsedStacks.write(profile, out);
    }
  };

  private final String extension;

  ProfileFormat(String extension) {
    this.extension = extension;
  }

  /** How names of such files end. */
  public String extension() {
    return extension;
  }

  /** The format for a file: speedscope's for {@code .json}, collapsed stacks for all others. */
  public static ProfileFormat of(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json") ? SPEEDSCOPE : COLLAPSED;
  }

  /**
   * Writes a profile.
   *
   * @param name what was run
   */
  public abstract void write(Profile profile, String name, Writer out) throws IOException;

  /** Writes a profile into a file, in UTF-8; one that is there is replaced. */
  public void write(Profile profile, String name, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      write(profile, name, out);
    }
  }
}
