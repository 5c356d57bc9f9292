package dev.continuum.ide.cli.command;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns; the widths fit what is in them. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] right;

  /**
   * An empty table.
   *
   * @param columns one character for each column: {@code l} for left-aligned, {@code r} for right
   */
  public Table(String columns) {
    right = new boolean[columns.length()];
    for (int i = 0; i < right.length; i++) {
      right[i] = columns.charAt(i) == 'r';
    }
  }

  /** Adds a row; strangers' text in it is made harmless. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(SafeText.line(cell.toString()));
    }
    rows.add(row);
    return this;
  }

  /** Its lines, without blanks at their ends and without columns that hold nothing. */
  public List<String> lines() {
    int[] widths = new int[right.length];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        if (widths[i] == 0) {
          continue;
        }
        String blanks = " ".repeat(widths[i] - row.get(i).length());
        line.append(line.isEmpty() ? "" : GAP);
        line.append(right[i] ? blanks + row.get(i) : row.get(i) + blanks);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
