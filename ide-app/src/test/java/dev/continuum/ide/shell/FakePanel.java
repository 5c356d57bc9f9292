package dev.continuum.ide.shell;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/** A panel with one button, which remembers what it was told. */
final class FakePanel implements Panel {
  final Button button = new Button("Do");
  final ReadOnlyStringWrapper title;
  @Nullable String restored;
  boolean closed;
  private final String id;
  private final Side side;
  private final List<String> headerActions;

  FakePanel(String id, Side side, String... headerActions) {
    this.id = id;
    this.side = side;
    this.title = new ReadOnlyStringWrapper(id.substring(0, 1).toUpperCase() + id.substring(1));
    this.headerActions = List.of(headerActions);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-box";
  }

  @Override
  public Side side() {
    return side;
  }

  @Override
  public Node node() {
    return button;
  }

  @Override
  public List<String> headerActions() {
    return headerActions;
  }

  @Override
  public String save() {
    return "state of " + id;
  }

  @Override
  public void restore(String saved) {
    restored = saved;
  }

  @Override
  public void close() {
    closed = true;
  }
}
