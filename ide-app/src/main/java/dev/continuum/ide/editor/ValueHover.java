package dev.continuum.ide.editor;

import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.CodeQuestions;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.jspecify.annotations.Nullable;

/** Says the value of a name where the mouse rests on it while a program stands still. */
final class ValueHover implements EditorComponent {
  private static final Pattern NAME =
      Pattern.compile("\\$[0-9A-Za-z!#$%&'*+./:<=>?@\\\\^_`|~-]+|\\$\"[^\"]*\"");

  private final CodeMarks marks;
  private final Supplier<@Nullable Path> program;
  private final Tooltip tooltip = new Tooltip();
  private final EventHandler<MouseOverTextEvent> begin = this::begin;
  private final EventHandler<MouseOverTextEvent> end = event -> hide();
  private @Nullable CodeArea area;
  private long asked;

  ValueHover(CodeMarks marks, Supplier<@Nullable Path> program) {
    this.marks = marks;
    this.program = program;
    tooltip.getStyleClass().add("code");
  }

  @Override
  public void install(SourceEditor editor) {
    area = editor.area();
    editor.area().addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, begin);
    editor.area().addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, end);
  }

  private void begin(MouseOverTextEvent event) {
    CodeQuestions questions = marks.questions().get();
    CodeArea text = area;
    if (questions == null || text == null || !questions.program().equals(program.get())) {
      return;
    }
    String word = nameAt(text, event.getCharacterIndex());
    if (!word.isEmpty()) {
      long question = ++asked;
      Point2D at = event.getScreenPosition();
      questions.evaluate(
          word,
          value -> {
            if (question == asked && text.getScene() != null) {
              tooltip.setText(value);
              tooltip.show(text, at.getX(), at.getY() + 16);
            }
          });
    }
  }

  private void hide() {
    asked++;
    tooltip.hide();
  }

  private static String nameAt(CodeArea text, int index) {
    var place = text.offsetToPosition(index, org.fxmisc.richtext.model.TwoDimensional.Bias.Forward);
    Matcher names = NAME.matcher(text.getParagraph(place.getMajor()).getText());
    while (names.find()) {
      if (names.start() <= place.getMinor() && place.getMinor() < names.end()) {
        return names.group();
      }
    }
    return "";
  }

  @Override
  public void uninstall() {
    hide();
    if (area != null) {
      area.removeEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, begin);
      area.removeEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, end);
    }
    area = null;
  }
}
