package dev.continuum.ide.editor;

import dev.continuum.ide.shell.Workbench.Severity;
import java.util.List;

/**
 * Something the user should know about the document in front of them, with what they can do about
 * it. It stays until it is answered.
 *
 * @param severity how loud
 * @param message whole sentences
 * @param answers what can be done, the safest first; may be empty
 */
public record Notice(Severity severity, String message, List<Answer> answers) {
  /** A button under a notice. */
  public record Answer(String title, Runnable action) {}
}
