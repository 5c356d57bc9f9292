package dev.continuum.ide.editor;

/** How the lines of a file end. The editor itself knows only {@code \n}. */
public enum LineEnding {
  /** {@code \n}: Unix. */
  LF("\n"),
  /** {@code \r\n}: Windows. */
  CRLF("\r\n");

  private final String characters;

  LineEnding(String characters) {
    this.characters = characters;
  }

  /** The ending most lines of a text have; LF when there is none. */
  static LineEnding of(String raw) {
    int crlf = 0;
    int lf = 0;
    for (int i = raw.indexOf('\n'); i >= 0; i = raw.indexOf('\n', i + 1)) {
      if (i > 0 && raw.charAt(i - 1) == '\r') {
        crlf++;
      } else {
        lf++;
      }
    }
    return crlf > lf ? CRLF : LF;
  }

  /** The text as the editor holds it. */
  static String toEditor(String raw) {
    return raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** The editor's text as this file holds it. */
  String toFile(String text) {
    return this == LF ? text : text.replace("\n", characters);
  }
}
