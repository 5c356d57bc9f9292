package dev.continuum.ide.disassembly;

/**
 * A row of a module's code.
 *
 * @param body which function body, counted from 0 in the order of the file
 * @param row which of its rows, from 0, its heading
 */
public record RowPlace(int body, int row) implements Comparable<RowPlace> {
  /** The first of all. */
  public static final RowPlace FIRST = new RowPlace(0, 0);

  @Override
  public int compareTo(RowPlace other) {
    return body != other.body ? Integer.compare(body, other.body) : Integer.compare(row, other.row);
  }
}
