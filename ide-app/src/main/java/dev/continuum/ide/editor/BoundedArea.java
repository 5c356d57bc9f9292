package dev.continuum.ide.editor;

import java.util.Collection;
import javafx.scene.control.IndexRange;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.fxmisc.richtext.model.TwoDimensional.Position;

/**
 * A text control that refuses every edit (typed, pasted, dropped, replaced) after which a line or
 * the text would be too long for it: the window would stop for seconds at each keystroke from then
 * on. The limits are those of files that may be edited, so that what was saved can be edited again.
 */
final class BoundedArea extends CodeArea {
  private final Runnable refused;

  /** Calls {@code refused} whenever it refuses an edit. */
  BoundedArea(Runnable refused) {
    this.refused = refused;
  }

  @Override
  public void replace(
      int start,
      int end,
      StyledDocument<Collection<String>, String, Collection<String>> replacement) {
    if (allows(start, end, replacement.getText())) {
      super.replace(start, end, replacement);
    }
  }

  /** As when selected text is dragged elsewhere: both halves of it happen, or none. */
  @Override
  public void moveSelectedText(int position) {
    IndexRange selected = getSelection();
    if (allows(selected.getStart(), selected.getEnd(), "")
        && allows(position, position, getSelectedText())) {
      super.moveSelectedText(position);
    }
  }

  /** Whether an edit fits; tells when it does not. */
  boolean allows(int start, int end, String text) {
    boolean fits = fits(start, end, text);
    if (!fits) {
      refused.run();
    }
    return fits;
  }

  private boolean fits(int start, int end, String text) {
    if (getLength() - (end - start) + text.length() > LoadedText.MAX_BYTES) {
      return false;
    }
    Position from = offsetToPosition(start, Bias.Forward);
    Position to = offsetToPosition(end, Bias.Forward);
    int before = from.getMinor();
    int behind = getParagraphLength(to.getMajor()) - to.getMinor();
    int firstEnd = text.indexOf('\n');
    if (firstEnd < 0) {
      return before + text.length() + behind <= LoadedText.MAX_LINE;
    }
    long added = text.chars().filter(c -> c == '\n').count();
    long lines = getParagraphs().size() - (to.getMajor() - from.getMajor()) + added;
    return lines <= LoadedText.MAX_LINES
        && before + firstEnd <= LoadedText.MAX_LINE
        && text.length() - text.lastIndexOf('\n') - 1 + behind <= LoadedText.MAX_LINE
        && LoadedText.longestLine(text) <= LoadedText.MAX_LINE;
  }
}
