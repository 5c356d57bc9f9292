package dev.continuum.templates;

import org.jspecify.annotations.Nullable;

/**
 * A project that could not be made or built, in words for the user: {@link #getMessage()} says what
 * happened and where, {@link #remedy()} what to do. Both are whole sentences.
 */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /** What happened and what to do. */
  public TemplateException(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What the user can do. */
  public String remedy() {
    return remedy;
  }
}
