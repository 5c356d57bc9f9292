package dev.continuum.ide.editor;

/**
 * The change that makes a text of one that differs in its white space only. As small as it can be,
 * and the caret stays behind the same character. Pure.
 */
final class LayoutEdit {
  private LayoutEdit() {}

  /** The change from {@code before} to {@code after}. */
  static TextEdit between(String before, String after, int caret) {
    int shortest = Math.min(before.length(), after.length());
    int start = 0;
    while (start < shortest && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int same = 0;
    while (same < shortest - start
        && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
      same++;
    }
    int place = moved(before, after, caret);
    return new TextEdit(
        start, before.length() - same, after.substring(start, after.length() - same), place, place);
  }

  /** Behind as many characters that are not white space as before. */
  private static int moved(String before, String after, int caret) {
    int passed = 0;
    for (int i = 0; i < caret; i++) {
      passed += Character.isWhitespace(before.charAt(i)) ? 0 : 1;
    }
    int place = 0;
    while (passed > 0 && place < after.length()) {
      passed -= Character.isWhitespace(after.charAt(place++)) ? 0 : 1;
    }
    return place;
  }
}
