package dev.continuum.ide.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.TextArea;

/** A document over a text area. */
final class FakeDocument implements Document {
  final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper();
  final TextArea area = new TextArea();
  int saves;
  boolean closed;
  String revealed = "";
  String restored = "";
  private final Path file;
  private final ReadOnlyStringWrapper title;
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("16:7");

  FakeDocument(Path file) {
    this.file = file;
    this.title = new ReadOnlyStringWrapper(file.getFileName().toString());
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(file);
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-file-text";
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
    return area;
  }

  @Override
  public void focus() {
    area.requestFocus();
  }

  @Override
  public boolean save() {
    saves++;
    modified.set(false);
    return true;
  }

  @Override
  public void reveal(String position) {
    revealed = position;
  }

  @Override
  public String saveState() {
    return "caret";
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
