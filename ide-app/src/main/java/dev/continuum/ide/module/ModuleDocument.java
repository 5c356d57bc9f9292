package dev.continuum.ide.module;

import dev.continuum.ide.editor.NoticeBar;
import dev.continuum.ide.shell.Document;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** A WebAssembly binary: its overview page. */
public final class ModuleDocument implements Document {
  private final ModuleModel model;
  private final ReadOnlyStringWrapper title;
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(false);
  private final BorderPane node = new BorderPane();
  private final ScrollPane scroller = new ScrollPane();
  private final Subscription content;

  /** Shows what {@code model} reads. */
  ModuleDocument(ModuleModel model) {
    this.model = model;
    title = new ReadOnlyStringWrapper(String.valueOf(model.file().getFileName()));
    scroller.setFitToWidth(true);
    scroller.getStyleClass().add("overview-scroller");
    node.getStyleClass().add("module-document");
    node.getStylesheets().add(ModuleFeature.stylesheet());
    node.setTop(new NoticeBar(model.notice()));
    node.setCenter(scroller);
    content = model.content().subscribe(this::show);
  }

  private void show(@Nullable ModuleContent read) {
    if (read == null) {
      return;
    }
    double position = scroller.getVvalue();
    scroller.setContent(new OverviewPage(Overview.of(read), title.get()));
    scroller.setVvalue(position);
    status.set(Sized.bytes(read.inspection().binary().size()));
  }

  /** What it shows. */
  public ModuleModel model() {
    return model;
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(model.file());
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
    scroller.requestFocus();
  }

  @Override
  public boolean save() {
    return true;
  }

  @Override
  public @Nullable String saveState() {
    return String.valueOf(scroller.getVvalue());
  }

  @Override
  public void restore(String saved) {
    try {
      scroller.setVvalue(Math.clamp(Double.parseDouble(saved), 0, 1));
    } catch (NumberFormatException e) {
      // Written by another version: the page then opens at its top.
    }
  }

  @Override
  public void close() {
    content.unsubscribe();
    model.close();
  }
}
