package dev.continuum.templates;

import java.util.List;

/**
 * A kind of project to begin with.
 *
 * @param id as on the command line, such as {@code wat}
 * @param title a few words
 * @param description a sentence or two
 * @param language what it is written in, such as {@code C}
 * @param sample the name its sample project has on the welcome page
 * @param main the file to open first, relative to the project, with {@code {{name}}} for the name
 * @param tools ids of the {@link Tool}s that build it
 * @param files its files, relative, with {@code {{name}}} for the name
 */
public record Template(
    String id,
    String title,
    String description,
    String language,
    String sample,
    String main,
    List<String> tools,
    List<String> files) {
  /** Copies the lists. */
  public Template {
    tools = List.copyOf(tools);
    files = List.copyOf(files);
  }
}
