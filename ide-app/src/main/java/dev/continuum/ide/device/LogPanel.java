package dev.continuum.ide.device;

import dev.continuum.ide.output.OutputPane;
import dev.continuum.ide.shell.Panel;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** An app's log on a device, live. */
public final class LogPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "log";

  /** What the log's view asks of its owner. */
  public interface Owner {
    /** Chooses an app on a device and shows its log. */
    void chooseLog();

    /** Shows a log known from before. */
    void show(LogModel.Source source);

    /** Asks for a file and writes the log to it. */
    void exportLog();

    /** Opens a log again after a restart. */
    void reopen(LogModel.Source source);
  }

  private final LogModel model;
  private final Owner owner;
  private final OutputPane pane;

  /** A view of a log. */
  public LogPanel(LogModel model, Owner owner) {
    this.model = model;
    this.owner = owner;
    pane = new OutputPane(model.output(), emptyState());
    pane.getStyleClass().add("log-panel");
    Label status = new Label();
    status.setId("log-status");
    status.textProperty().bind(model.status());
    pane.head().getChildren().add(status);
    Button export = OutputPane.button("fth-download", "Export to a file…", "log-export");
    export.setOnAction(e -> owner.exportLog());
    pane.addTool(export);
    ToggleButton pause = OutputPane.toggle("fth-pause", "Pause", "log-pause");
    pause.setOnAction(e -> model.setPaused(pause.isSelected()));
    model.paused().addListener((p, was, is) -> pause.setSelected(is));
    pane.addTool(pause);
    TextField filter = new TextField();
    filter.setId("log-filter");
    filter.setPromptText("Filter");
    filter.setPrefColumnCount(14);
    filter.getStyleClass().add("small");
    filter.setTooltip(new Tooltip("Shows only lines that contain this text"));
    filter.textProperty().addListener((p, was, is) -> model.output().setFilter(is));
    pane.addTool(filter);
  }

  private Node emptyState() {
    Label text = new Label("The log of an app on a device shows here, live, once one is opened.");
    text.setWrapText(true);
    Button button = new Button("Show a log…");
    button.setId("log-choose");
    button.setOnAction(e -> {
      LogModel.Source source = model.source();
      if (source == null) {
        owner.chooseLog();
      } else {
        owner.show(source);
      }
    });
    VBox box = new VBox(text, button);
    box.getStyleClass().add("empty-panel");
    return box;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ReadOnlyStringProperty title() {
    return model.title();
  }

  @Override
  public String icon() {
    return "fth-align-left";
  }

  @Override
  public Side side() {
    return Side.BOTTOM;
  }

  @Override
  public Node node() {
    return pane;
  }

  @Override
  public void focus() {
    pane.view().requestFocus();
  }

  @Override
  public @Nullable String save() {
    LogModel.Source source = model.source();
    return source == null ? null : source.device() + "/" + source.app();
  }

  @Override
  public void restore(String saved) {
    int slash = saved.indexOf('/');
    if (slash > 0) {
      owner.reopen(new LogModel.Source(saved.substring(0, slash), saved.substring(slash + 1)));
    }
  }

  @Override
  public void close() {
    model.stop();
    pane.close();
  }
}
