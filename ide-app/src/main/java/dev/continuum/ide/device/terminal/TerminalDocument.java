package dev.continuum.ide.device.terminal;

import dev.continuum.ide.device.terminal.TerminalModel.Phase;
import dev.continuum.ide.shell.Dialogs;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceAccess;
import dev.continuum.targets.target.TargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A tab with a terminal on a device. */
public final class TerminalDocument implements Document, TerminalView.Owner {
  /** The way to the device; asked on a background thread. */
  @FunctionalInterface
  public interface Way {
    /** The device as it is now. */
    DeviceAccess access() throws TargetException;
  }

  private final TerminalModel model;
  private final Dialogs dialogs;
  private final TerminalView view;
  private final BorderPane node;
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(false);

  /**
   * A terminal; its shell is opened at once.
   *
   * @param access the way to the device as it is when a shell is opened
   */
  public TerminalDocument(Tasks tasks, Dialogs dialogs, String device, Way access) {
    this(new TerminalModel(tasks, device, (c, r) -> access.access().shell(c, r)), dialogs);
  }

  TerminalDocument(TerminalModel model, Dialogs dialogs) {
    this.model = model;
    this.dialogs = dialogs;
    view = new TerminalView(model, this);
    view.setId("terminal");
    MenuItem copy = new MenuItem("Copy");
    copy.setOnAction(e -> copy());
    MenuItem paste = new MenuItem("Paste");
    paste.setOnAction(e -> paste());
    ContextMenu menu = new ContextMenu(copy, paste);
    view.setOnContextMenuRequested(e -> {
      copy.setDisable(view.selectedText().isEmpty());
      paste.setDisable(!Clipboard.getSystemClipboard().hasString());
      menu.show(view, e.getScreenX(), e.getScreenY());
    });
    node = new BorderPane(view);
    node.getStyleClass().add("terminal-document");
    node.getStylesheets()
        .add(
            Objects.requireNonNull(TerminalDocument.class.getResource("terminal.css"))
                .toExternalForm());
    node.setBottom(notice());
    model.revision().subscribe(this::showStatus);
    model.connect();
  }

  private Node notice() {
    Label text = new Label();
    text.setId("terminal-notice");
    text.setWrapText(true);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button again = new Button("Reconnect");
    again.setId("terminal-reconnect");
    again.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    again.setOnAction(e -> {
      model.connect();
      view.requestFocus();
    });
    HBox bar = new HBox(text, again);
    bar.getStyleClass().add("terminal-notice");
    Runnable show =
        () -> {
          Phase phase = model.phase().get();
          text.setText(phase == Phase.CONNECTING ? "Opening a shell…" : model.message().get());
          again.setText(phase == Phase.ENDED ? "Open Again" : "Reconnect");
          again.setVisible(phase == Phase.LOST || phase == Phase.ENDED);
          bar.setVisible(phase != Phase.OPEN);
          bar.setManaged(phase != Phase.OPEN);
          view.requestLayout();
        };
    model.phase().subscribe(show);
    model.message().subscribe(show);
    return bar;
  }

  private void showStatus() {
    status.set(model.read(e -> e.screen().columns() + " × " + e.screen().rows()));
  }

  @Override
  public void copy() {
    String text = view.selectedText();
    if (!text.isEmpty()) {
      ClipboardContent content = new ClipboardContent();
      content.putString(text);
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  @Override
  public void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text != null && !text.isEmpty()) {
      paste(text);
    }
  }

  void paste(String text) {
    long lines = Math.max(1, text.strip().lines().count());
    boolean wanted =
        model.isHarmless(text)
            || dialogs.choose(
                    "Paste " + lines + (lines == 1 ? " line?" : " lines?"),
                    "The program there takes a pasted line end for Enter, so each line is carried"
                        + " out at once.",
                    List.of("Paste", "Cancel"))
                == 0;
    if (wanted) {
      model.paste(text);
    }
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public ReadOnlyStringProperty title() {
    return model.title();
  }

  @Override
  public String icon() {
    return "fth-terminal";
  }

  @Override
  public ReadOnlyBooleanProperty modified() {
    return modified.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void focus() {
    view.requestFocus();
  }

  @Override
  public boolean save() {
    return true;
  }

  @Override
  public void close() {
    model.close();
  }
}
