package dev.continuum.ide.module;

import dev.continuum.ide.editor.Notice;
import dev.continuum.ide.editor.NoticeBar;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Workbench.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
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
  private final ReadOnlyObjectWrapper<@Nullable Notice> place = new ReadOnlyObjectWrapper<>();
  private final Subscription content;
  private @Nullable OverviewPage page;

  /** Asked for before the module was read. */
  private @Nullable Integer wanted;

  /** Shows what {@code model} reads. */
  ModuleDocument(ModuleModel model) {
    this.model = model;
    title = new ReadOnlyStringWrapper(String.valueOf(model.file().getFileName()));
    scroller.setFitToWidth(true);
    scroller.getStyleClass().add("overview-scroller");
    node.getStyleClass().add("module-document");
    node.getStylesheets().add(ModuleFeature.stylesheet());
    node.setTop(new VBox(new NoticeBar(model.notice()), new NoticeBar(place)));
    node.setCenter(scroller);
    content = model.content().subscribe(this::show);
  }

  private void show(@Nullable ModuleContent read) {
    if (read == null) {
      return;
    }
    double position = scroller.getVvalue();
    OverviewPage next = new OverviewPage(Overview.of(read), title.get());
    page = next;
    scroller.setContent(next);
    scroller.setVvalue(position);
    // What lay at a place of the file as it was need not lie there now.
    hidePlace();
    if (wanted != null) {
      point(BytePlace.of(read.inspection().binary(), wanted), next);
      wanted = null;
    }
  }

  @Override
  public void reveal(String position) {
    OptionalInt offset = offset(position);
    ModuleContent read = model.content().get();
    if (offset.isEmpty()) {
      return;
    }
    if (read == null || page == null) {
      wanted = offset.getAsInt();
    } else {
      point(BytePlace.of(read.inspection().binary(), offset.getAsInt()), page);
    }
  }

  /** The offset of {@code 0x1a3}, if it is one. */
  private static OptionalInt offset(String position) {
    if (!position.startsWith("0x")) {
      return OptionalInt.empty();
    }
    try {
      int offset = Integer.parseInt(position, 2, position.length(), 16);
      return offset < 0 ? OptionalInt.empty() : OptionalInt.of(offset);
    } catch (NumberFormatException e) {
      // Not a place in a module.
      return OptionalInt.empty();
    }
  }

  private void point(BytePlace found, OverviewPage in) {
    place.set(
        new Notice(
            Severity.INFORMATION,
            found.sentence(),
            List.of(new Notice.Answer("Close this message", this::hidePlace))));
    status.set(Sized.offset(found.offset()));
    Node row = in.reveal(found.offset());
    if (row != null) {
      if (scroller.getHeight() > 0) {
        scrollTo(row, in);
      } else {
        // Not on the screen yet.
        Platform.runLater(() -> scrollTo(row, in));
      }
    }
  }

  /** Brings a row of the page to the middle of the view. */
  private void scrollTo(Node row, OverviewPage in) {
    node.applyCss();
    node.layout();
    double view = scroller.getViewportBounds().getHeight();
    double hidden = in.getHeight() - view;
    if (hidden > 0) {
      Bounds place = in.sceneToLocal(row.localToScene(row.getBoundsInLocal()));
      scroller.setVvalue(Math.clamp((place.getCenterY() - view / 2) / hidden, 0, 1));
    }
  }

  private void hidePlace() {
    place.set(null);
    ModuleContent read = model.content().get();
    if (page != null && read != null) {
      page.unreveal();
      status.set(Sized.bytes(read.inspection().binary().size()));
    }
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
