package dev.continuum.ide.profile;

import dev.continuum.ide.theme.Icons;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The flame graph with what is selected in words. */
final class FlamePage extends BorderPane {
  FlamePage(ProfileModel model) {
    FlameModel flame = model.flame();
    FlameView view = new FlameView(flame, model::openSelected);
    Label words = new Label();
    words.setId("flame-words");
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Label found = new Label();
    found.setId("flame-found");
    found.getStyleClass().add("muted");
    Button out = button("fth-corner-left-up", "Zoom out (Backspace)", flame::zoomOut);
    Button code = button("fth-code", "Open the function (F4)", model::openSelected);
    HBox foot = new HBox(8, words, found, out, code);
    foot.setAlignment(Pos.CENTER_LEFT);
    foot.getStyleClass().add("profile-foot");
    Runnable tell =
        () -> {
          words.setText(flame.words(flame.selected().get()));
          out.setDisable(flame.zoom().get() == 0);
          code.setDisable(flame.function(flame.selected().get()) < 0);
        };
    flame.selected().subscribe(tell);
    flame.zoom().subscribe(tell);
    tell.run();
    flame
        .search()
        .subscribe(text -> {
          found.setText(flame.found());
          found.setManaged(flame.isSearching());
          found.setVisible(flame.isSearching());
        });
    setCenter(view);
    setBottom(foot);
  }

  private static Button button(String icon, String words, Runnable action) {
    Node picture = Icons.of(icon);
    Button button = new Button(null, picture);
    button.getStyleClass().add("icon-button");
    button.setTooltip(new Tooltip(words));
    button.setAccessibleText(words);
    button.setOnAction(event -> action.run());
    return button;
  }
}
