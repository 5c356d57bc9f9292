package dev.continuum.ide.shell;

import dev.continuum.ide.theme.Icons;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Dialogs as cards in the window; the system's own pickers for files. */
final class FxDialogs implements Dialogs {
  /** More answers than so many stand below each other. */
  private static final int MOST_IN_A_ROW = 4;

  /** What lines of code in messages begin with. */
  private static final String CODE = "    ";

  private final OverlayLayer layer;
  private final Stage stage;
  private @Nullable Path lastFolder;

  FxDialogs(OverlayLayer layer, Stage stage) {
    this.layer = layer;
    this.stage = stage;
  }

  @Override
  public void error(String title, String message) {
    DialogCard card = new DialogCard(title, Icons.of("fth-alert-circle", "status-error"));
    card.message(message);
    card.button("OK", true, true);
    card.ask();
  }

  @Override
  public int choose(String title, String message, List<String> choices) {
    DialogCard card = new DialogCard(title, null);
    card.message(message);
    boolean many = choices.size() > MOST_IN_A_ROW;
    for (int i = 0; i < choices.size(); i++) {
      boolean last = i == choices.size() - 1;
      if (many && !last) {
        card.choice(choices.get(i));
      } else {
        card.button(choices.get(i), i == 0, last);
      }
    }
    return card.ask();
  }

  @Override
  public Optional<String> text(String title, String message, String initial) {
    TextField field = new TextField(initial);
    field.selectAll();
    return askFor(title, message, field) ? Optional.of(field.getText()) : Optional.empty();
  }

  @Override
  public Optional<char[]> secret(String title, String message) {
    PasswordField field = new PasswordField();
    boolean given = askFor(title, message, field);
    // The field's own text is a string that cannot be wiped; it is dropped with the field.
    Optional<char[]> secret = given ? Optional.of(field.getText().toCharArray()) : Optional.empty();
    field.clear();
    return secret;
  }

  private boolean askFor(String title, String message, TextField field) {
    DialogCard card = new DialogCard(title, null);
    card.message(message);
    card.content(field);
    Button ok = card.button("OK", true, false);
    ok.disableProperty().bind(Bindings.isEmpty(field.textProperty()));
    card.button("Cancel", false, true);
    return card.ask() == 0;
  }

  @Override
  public boolean form(String title, Node content, String accept, ObservableBooleanValue valid) {
    DialogCard card = new DialogCard(title, null);
    card.content(content);
    card.button(accept, true, false).disableProperty().bind(ActionViews.not(valid));
    card.button("Cancel", false, true);
    return card.ask() == 0;
  }

  @Override
  public void show(String title, Node content) {
    DialogCard card = new DialogCard(title, null);
    card.content(content);
    card.button("Close", true, true);
    card.ask();
  }

  @Override
  public Optional<Path> openFile(String title, List<String> extensions) {
    FileChooser chooser = fileChooser(title);
    if (!extensions.isEmpty()) {
      List<String> patterns = extensions.stream().map(e -> "*." + e).toList();
      chooser
          .getExtensionFilters()
          .addAll(
              new FileChooser.ExtensionFilter(String.join(", ", patterns), patterns),
              new FileChooser.ExtensionFilter("All files", "*"));
    }
    return remember(chooser.showOpenDialog(stage));
  }

  @Override
  public Optional<Path> saveFile(String title, String suggestedName) {
    FileChooser chooser = fileChooser(title);
    chooser.setInitialFileName(suggestedName);
    return remember(chooser.showSaveDialog(stage));
  }

  @Override
  public Optional<Path> folder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    initialFolder().ifPresent(chooser::setInitialDirectory);
    return remember(chooser.showDialog(stage));
  }

  private FileChooser fileChooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    initialFolder().ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  private Optional<File> initialFolder() {
    return Optional.ofNullable(lastFolder).filter(Files::isDirectory).map(Path::toFile);
  }

  private Optional<Path> remember(@Nullable File chosen) {
    if (chosen == null) {
      return Optional.empty();
    }
    Path path = chosen.toPath().toAbsolutePath();
    lastFolder = Files.isDirectory(path) ? path : path.getParent();
    return Optional.of(path);
  }

  /** A dialog under way: title, message, content, buttons. */
  private final class DialogCard {
    private final VBox box = new VBox();
    private final HBox buttons = new HBox();
    private final VBox choices = new VBox();
    private final Object loop = new Object();
    private @Nullable Node focused;
    private int count;
    private int safe;
    private OverlayLayer.@Nullable Card card;

    DialogCard(String title, @Nullable Node icon) {
      Label heading = new Label(title);
      heading.getStyleClass().add("dialog-title");
      HBox top = icon == null ? new HBox(heading) : new HBox(icon, heading);
      top.getStyleClass().add("dialog-top");
      box.getStyleClass().add("dialog-card");
      box.getChildren().add(top);
      buttons.getStyleClass().add("dialog-buttons");
    }

    void message(String text) {
      StringBuilder words = new StringBuilder();
      for (String line : text.split("\n", -1)) {
        if (line.startsWith(CODE)) {
          words(words);
          code(line.strip());
        } else {
          words.append(line).append('\n');
        }
      }
      words(words);
    }

    /** Shows what was gathered, and empties it. */
    private void words(StringBuilder words) {
      String text = words.toString().strip();
      words.setLength(0);
      if (!text.isEmpty()) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("dialog-message");
        box.getChildren().add(label);
      }
    }

    private void code(String line) {
      TextField code = new TextField(line);
      code.setEditable(false);
      code.setFocusTraversable(false);
      code.getStyleClass().addAll("code", "dialog-code");
      box.getChildren().add(code);
    }

    /** One of many answers, below the one before. */
    void choice(String text) {
      int index = count++;
      Button button = answering(text, index);
      button.setMnemonicParsing(false);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setAlignment(Pos.CENTER_LEFT);
      button.getStyleClass().add("dialog-choice");
      choices.getChildren().add(button);
      if (index == 0) {
        choices.getStyleClass().add("dialog-choices");
        box.getChildren().add(choices);
        focused = choices;
      }
    }

    void content(Node node) {
      VBox.setVgrow(node, Priority.ALWAYS);
      box.getChildren().add(node);
      focused = node;
    }

    Button button(String text, boolean isDefault, boolean isSafe) {
      int index = count++;
      Button button = answering(text, index);
      button.setDefaultButton(isDefault);
      if (isDefault) {
        button.getStyleClass().add("accent");
      }
      if (isSafe) {
        safe = index;
      }
      // The accepting button stands at the right, as elsewhere in the window.
      buttons.getChildren().addFirst(button);
      return button;
    }

    private Button answering(String text, int index) {
      Button button = new Button(text);
      button.setOnAction(event -> answer(index));
      // Enter presses the button that has the keyboard, not the default one from afar.
      button.addEventHandler(
          KeyEvent.KEY_PRESSED,
          event -> {
            if (event.getCode() == KeyCode.ENTER) {
              event.consume();
              button.fire();
            }
          });
      return button;
    }

    private void answer(int index) {
      OverlayLayer.Card shown = card;
      if (shown != null) {
        card = null;
        shown.close();
        Platform.exitNestedEventLoop(loop, index);
      }
    }

    int ask() {
      box.getChildren().add(buttons);
      OverlayLayer.Card shown = layer.show(box, Pos.CENTER, () -> answer(safe));
      card = shown;
      if (focused != null) {
        shown.focusFirst();
      } else {
        buttons.getChildren().getLast().requestFocus();
      }
      return (int) Platform.enterNestedEventLoop(loop);
    }
  }
}
