package dev.continuum.ide.debug;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.theme.Appearance;
import dev.continuum.ide.theme.Theme;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** A window as wide as the side of the workbench, with a panel in it. */
public final class PanelWindow implements AutoCloseable {
  private final Stage stage;

  /** Shows a panel in a theme, 300 pixels wide. */
  public PanelWindow(Node panel, Theme theme, double height) {
    this(panel, theme, 300, height);
  }

  /** Shows a panel in a theme. */
  public PanelWindow(Node panel, Theme theme, double width, double height) {
    FxTest.startToolkit();
    stage =
        FxTest.onFx(() -> {
          Stage made = new Stage();
          Scene scene = new Scene(new StackPane(panel), width, height);
          new Appearance(theme, 1).adopt(scene);
          made.setScene(scene);
          made.show();
          return made;
        });
    FxTest.settle();
    FxTest.settle();
  }

  /** The control with an id. */
  public <T extends Node> T control(Class<T> type, String id) {
    return FxTest.onFx(
        () -> type.cast(Objects.requireNonNull(stage.getScene().lookup("#" + id), id)));
  }

  /** Writes what it looks like to {@code target/screenshots}. */
  public void picture(String name) {
    FxTest.settle();
    FxTest.settle();
    FxTest.picture(stage, name);
  }

  @Override
  public void close() {
    FxTest.runFx(stage::hide);
  }
}
