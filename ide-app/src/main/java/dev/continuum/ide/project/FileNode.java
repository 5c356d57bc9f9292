package dev.continuum.ide.project;

import java.nio.file.Path;
import java.util.Locale;

/**
 * An entry of the project tree.
 *
 * @param path absolute
 * @param kind what it is, by its name
 * @param size in bytes; 0 for folders
 */
public record FileNode(Path path, Kind kind, long size) {
  /** What an entry is. */
  public enum Kind {
    FOLDER("fth-folder"),
    MODULE("fth-box"),
    TEXT_MODULE("fth-file-text"),
    SETTINGS("fth-settings"),
    DOCUMENT("fth-book-open"),
    FILE("fth-file"),
    /** Stands for entries too many to list; it cannot be opened. */
    MORE("fth-more-horizontal");

    private final String icon;

    Kind(String icon) {
      this.icon = icon;
    }

    /** A Feather icon's literal. */
    public String icon() {
      return icon;
    }
  }

  /** Its name in its folder. */
  public String name() {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** Whether it is a folder. */
  public boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  /** Whether it is shown faintly: hidden by custom, or made by tools. */
  public boolean isDimmed() {
    return name().startsWith(".");
  }

  static Kind kindOf(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".wasm")) {
      return Kind.MODULE;
    }
    if (name.endsWith(".wat") || name.endsWith(".wast")) {
      return Kind.TEXT_MODULE;
    }
    if (name.endsWith(".toml") || name.endsWith(".json") || name.endsWith(".yaml")) {
      return Kind.SETTINGS;
    }
    return name.endsWith(".md") ? Kind.DOCUMENT : Kind.FILE;
  }
}
