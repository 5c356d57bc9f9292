package dev.continuum.ide.theme;

import java.util.Locale;

/** A set of colours. */
public enum Theme {
  LIGHT,
  DARK;

  /** AtlantaFX's style sheet, compiled, for the whole program. */
  String base() {
    return "/atlantafx/base/theme/primer-" + lowerName() + ".bss";
  }

  /** Our names for colours. */
  String tokens() {
    return "tokens-" + lowerName() + ".css";
  }

  /** The other one. */
  public Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  private String lowerName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
