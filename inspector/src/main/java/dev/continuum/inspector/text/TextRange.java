package dev.continuum.inspector.text;

/** A run of characters in a source: from {@code start} (inclusive) to {@code end} (exclusive). */
public record TextRange(int start, int end) {
  public boolean contains(int position) {
    return position >= start && position < end;
  }
}
