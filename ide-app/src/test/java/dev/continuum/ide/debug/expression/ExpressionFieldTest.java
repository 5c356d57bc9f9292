package dev.continuum.ide.debug.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.debug.PanelWindow;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.debug.expression.ScopeNames;
import dev.continuum.inspector.debug.expression.Space;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;

/** The field in a window: its keys, its list of completions, and what it looks like. */
class ExpressionFieldTest {
  private static final ScopeNames NAMES =
      space ->
          space == Space.LOCAL
              ? List.of("count", "kept", "a name\u202e with odd signs")
              : space == Space.GLOBAL ? List.of("limit") : List.of();

  private final List<String> submitted = new ArrayList<>();

  private static void press(TextField field, KeyCode code, boolean control) {
    FxTest.runFx(() ->
        field.fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false)));
    FxTest.settle();
  }

  private static void type(TextField field, String text) {
    FxTest.runFx(() -> {
      for (char c : text.toCharArray()) {
        String typed = String.valueOf(c);
        field.fireEvent(
            new KeyEvent(
                KeyEvent.KEY_TYPED, typed, typed, KeyCode.UNDEFINED, false, false, false, false));
      }
    });
    FxTest.settle();
  }

  private static Window popup() {
    return FxTest.onFx(() ->
        Window.getWindows().stream().filter(Popup.class::isInstance).findFirst().orElse(null));
  }

  @Test
  void completesSubmitsAndSaysWhatIsWrong() {
    FxTest.startToolkit();
    for (Theme theme : Theme.values()) {
      submitted.clear();
      ExpressionField field =
          FxTest.onFx(() -> {
            ExpressionField made =
                new ExpressionField(
                    new ExpressionFieldModel(Grammar.EXPRESSION, () -> NAMES), "field", "Evaluate");
            made.setOnSubmit(submitted::add);
            return made;
          });
      VBox box = FxTest.onFx(() -> new VBox(field));
      try (PanelWindow window = new PanelWindow(box, theme, 200)) {
        TextField input = window.control(TextField.class, "field");
        FxTest.runFx(input::requestFocus);
        type(input, "1 + $");
        assertThat(popup()).isNotNull();
        FxTest.picture(popup(), "completions-" + theme);
        press(input, KeyCode.DOWN, false);
        press(input, KeyCode.ENTER, false);
        assertThat(FxTest.<String>onFx(input::getText)).isEqualTo("1 + $kept");
        assertThat(popup()).isNull();
        assertThat(submitted).isEmpty();
        press(input, KeyCode.ENTER, false);
        assertThat(submitted).containsExactly("1 + $kept");
        type(input, " * 2.5.");
        window.picture("expression-field-" + theme);
        press(input, KeyCode.ENTER, false);
        assertThat(submitted).hasSize(1);
        Label trouble = window.control(Label.class, "field-trouble");
        assertThat(FxTest.<String>onFx(trouble::getText)).isNotEmpty().endsWith(".");
        FxTest.runFx(input::clear);
        press(input, KeyCode.SPACE, true);
        assertThat(popup()).isNotNull();
        press(input, KeyCode.ESCAPE, false);
        assertThat(popup()).isNull();
        FxTest.runFx(() -> field.refuse("the program moves"));
        assertThat(FxTest.<String>onFx(trouble::getText)).isEqualTo("The program moves.");
      }
    }
  }
}
