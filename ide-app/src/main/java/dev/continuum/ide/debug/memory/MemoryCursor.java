package dev.continuum.ide.debug.memory;

/**
 * Which rows of a memory are in view, where the caret is, and what is selected. Addresses are below
 * the memory's size, so no more than 2⁴⁸.
 */
final class MemoryCursor {
  private long size;
  private int perRow = 16;
  private int rows = 8;
  private int unit = 1;
  private long top;
  private long caret;
  private long anchor;
  private boolean inText;

  /** The memory has so many bytes now. */
  void setSize(long bytes) {
    size = bytes;
    caret = clamp(caret);
    anchor = clamp(anchor);
    top = clampTop(top);
  }

  /** So many rows of so many bytes fit; the caret stays in view, or else the first row. */
  void resize(int newRows, int newPerRow) {
    boolean seen = caret >= top && caret < top + (long) rows * perRow;
    rows = Math.max(1, newRows);
    perRow = newPerRow;
    top = clampTop(top);
    if (seen) {
      reveal();
    }
  }

  /** Bytes are shown and passed over in units. */
  void setUnit(int bytes) {
    unit = bytes;
  }

  long size() {
    return size;
  }

  int perRow() {
    return perRow;
  }

  int rows() {
    return rows;
  }

  /** The address of the first row in view. */
  long top() {
    return top;
  }

  long caret() {
    return caret;
  }

  boolean inText() {
    return inText;
  }

  /** Puts the caret among the characters, or among the values. */
  void setInText(boolean text) {
    inText = text;
  }

  /** The bytes that the caret passes over in one step. */
  int step() {
    return inText ? 1 : unit;
  }

  /** How many rows the memory has. */
  long rowCount() {
    return (size + perRow - 1) / perRow;
  }

  /** The first row in view, counted from the start. */
  long topRow() {
    return top / perRow;
  }

  private long clamp(long address) {
    return Math.clamp(address, 0, Math.max(0, size - 1));
  }

  private long clampTop(long address) {
    long last = Math.max(0, rowCount() - rows);
    return Math.clamp(Math.floorDiv(address, perRow), 0, last) * perRow;
  }

  /** Scrolls; the caret stays where it is. */
  void scrollTo(long row) {
    top = clampTop(Math.clamp(row, 0, rowCount()) * perRow);
  }

  void scrollBy(long count) {
    scrollTo(topRow() + count);
  }

  /** Shows a row as the first, if so many follow it. */
  void startAt(long address) {
    top = clampTop(clamp(address));
  }

  /** Puts the caret somewhere, and shows it. */
  void moveTo(long address, boolean extend) {
    caret = clamp(address);
    if (!inText) {
      caret -= caret % unit;
    }
    if (!extend) {
      anchor = caret;
    }
    reveal();
  }

  void moveBy(long delta, boolean extend) {
    long to = caret + delta;
    if (to >= 0 && to < size) {
      moveTo(to, extend);
    } else if (Math.abs(delta) > perRow) {
      moveTo(to < 0 ? caret % perRow : size - 1, extend);
    }
  }

  /** By a screen less a row, as far as there is something. */
  void page(boolean down, boolean extend) {
    long delta = (long) Math.max(1, rows - 1) * perRow;
    top = clampTop(top + (down ? delta : -delta));
    moveBy(down ? delta : -delta, extend);
  }

  void rowStart(boolean extend) {
    moveTo(caret - caret % perRow, extend);
  }

  void rowEnd(boolean extend) {
    moveTo(caret - caret % perRow + perRow - 1, extend);
  }

  /** Selects a stretch and shows its start, away from the edges when it was not in view. */
  void select(long address, long length) {
    anchor = clamp(address);
    caret = anchor;
    boolean seen = anchor >= top && anchor < top + (long) rows * perRow;
    if (!seen) {
      top = clampTop(anchor - (long) (rows / 3) * perRow);
    }
    if (length > 1) {
      // The caret stays at the start, where what is found begins.
      anchor = clamp(address + length - 1);
    }
  }

  /** The first selected byte: that under the caret when no more are. */
  long selectionStart() {
    long first = Math.min(anchor, caret);
    return inText ? first : first - first % unit;
  }

  /** Behind the last selected byte. */
  long selectionEnd() {
    long last = Math.max(anchor, caret);
    return Math.min(size, inText ? last + 1 : last - last % unit + unit);
  }

  /** Whether more than what the caret stands on is selected. */
  boolean hasSelection() {
    return selectionEnd() - selectionStart() > step();
  }

  /** Only what the caret stands on is selected. */
  void collapse() {
    anchor = caret;
  }

  private void reveal() {
    long row = caret - caret % perRow;
    if (row < top) {
      top = row;
    } else if (row >= top + (long) rows * perRow) {
      top = row - (long) (rows - 1) * perRow;
    }
  }
}
