package dev.continuum.ide.module;

import dev.continuum.ide.disassembly.DisassemblyModel;
import dev.continuum.ide.disassembly.DisassemblyView;
import dev.continuum.ide.editor.Notice;
import dev.continuum.ide.editor.NoticeBar;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.CodeView;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Workbench.Severity;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.syntax.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** A WebAssembly binary: its overview, and its code. */
public final class ModuleDocument implements Document, CodeView {
  /** What is shown of it. */
  enum Page {
    OVERVIEW,
    DISASSEMBLY
  }

  private final ModuleModel model;
  private final DisassemblyModel code;
  private final ReadOnlyStringWrapper title;
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper hasCode = new ReadOnlyBooleanWrapper(false);
  private final BorderPane node = new BorderPane();
  private final PageSwitch pages = new PageSwitch(this::showPage);
  private final ScrollPane scroller = new ScrollPane();

  /** Where a byte is that was asked for; shown with the overview. */
  private final ReadOnlyObjectWrapper<@Nullable Notice> place = new ReadOnlyObjectWrapper<>();

  /** What is wrong with the module; shown with the code. */
  private final ReadOnlyObjectWrapper<@Nullable Notice> fault = new ReadOnlyObjectWrapper<>();

  private final NoticeBar placeBar = new NoticeBar(place);
  private final NoticeBar faultBar = new NoticeBar(fault);
  private final Subscription subscription;
  private Page page = Page.OVERVIEW;

  /** The page to come back to once there is code to show on it. */
  private Page wantedPage = Page.OVERVIEW;

  private @Nullable OverviewPage overview;
  private @Nullable DisassemblyView disassembly;

  /** What the disassembly was made of, so that it is made when it is looked at. */
  private @Nullable ModuleCode disassembled;

  /** Asked for before the module was read. */
  private @Nullable Integer wanted;

  /** Shows what {@code model} reads, with the marks of its file. */
  ModuleDocument(ModuleModel model, CodeMarks marks, Tasks tasks) {
    this.model = model;
    code = new DisassemblyModel(model.file(), marks, tasks);
    title = new ReadOnlyStringWrapper(String.valueOf(model.file().getFileName()));
    scroller.setFitToWidth(true);
    scroller.getStyleClass().add("overview-scroller");
    node.getStyleClass().add("module-document");
    node.getStylesheets().add(ModuleFeature.stylesheet());
    node.setCenter(scroller);
    arrangeTop();
    subscription =
        Subscription.combine(
            model.code().subscribe(this::showCode),
            model.content().subscribe(this::show),
            code.status().subscribe(text -> updateStatus()));
  }

  // What was read

  private void showCode(@Nullable ModuleCode decoded) {
    hasCode.set(decoded != null);
    arrangeTop();
    if (decoded == null) {
      turnTo(Page.OVERVIEW);
      return;
    }
    // What was wrong before need not be now.
    fault.set(null);
    Integer offset = wanted;
    if (offset != null && decoded.module().functionAt(offset) != null) {
      wanted = null;
      code.reveal(offset);
      turnTo(Page.DISASSEMBLY);
    } else {
      turnTo(page == Page.DISASSEMBLY ? page : wantedPage);
    }
  }

  private void show(@Nullable ModuleContent read) {
    if (read == null) {
      return;
    }
    double position = scroller.getVvalue();
    OverviewPage next = new OverviewPage(Overview.of(read), title.get());
    overview = next;
    scroller.setContent(next);
    scroller.setVvalue(position);
    // What lay at a place of the file as it was need not lie there now.
    hidePlace();
    showFault(read.inspection().error());
    if (wanted != null) {
      point(BytePlace.of(read.inspection().binary(), wanted), next);
      wanted = null;
    }
    updateStatus();
  }

  private void showFault(@Nullable Problem error) {
    if (error == null) {
      fault.set(null);
      return;
    }
    String message =
        ModuleModel.sentence(error)
            + " It is at "
            + Sized.offset(error.offset())
            + (error.stage() == Problem.Stage.MALFORMED
                ? ". The code is shown as far as it could be read."
                : ". The code is shown as it is.");
    fault.set(
        new Notice(
            Severity.WARNING,
            message,
            List.of(
                new Notice.Answer("Go there", () -> reveal(Sized.offset(error.offset()))),
                new Notice.Answer("Close this message", () -> fault.set(null)))));
  }

  // Pages

  private void arrangeTop() {
    VBox top = new VBox();
    if (hasCode.get()) {
      HBox bar = new HBox(pages);
      bar.getStyleClass().add("module-bar");
      if (page == Page.DISASSEMBLY && disassembly != null) {
        Node goTo = disassembly.goToBar();
        HBox.setHgrow(goTo, Priority.ALWAYS);
        bar.getChildren().add(goTo);
      }
      top.getChildren().add(bar);
    }
    top.getChildren()
        .addAll(new NoticeBar(model.notice()), page == Page.OVERVIEW ? placeBar : faultBar);
    node.setTop(top);
  }

  /** Whether there is a disassembly to show. */
  ReadOnlyBooleanProperty hasCode() {
    return hasCode.getReadOnlyProperty();
  }

  /** Shows a page; the disassembly only where {@link #hasCode}. */
  void showPage(Page next) {
    wantedPage = next;
    turnTo(next == Page.DISASSEMBLY && !hasCode.get() ? Page.OVERVIEW : next);
  }

  /** What is shown. */
  Page page() {
    return page;
  }

  private void turnTo(Page next) {
    ModuleCode decoded = model.code().get();
    if (next == Page.DISASSEMBLY && decoded != null && decoded != disassembled) {
      disassembled = decoded;
      code.show(decoded.module(), decoded.bytes());
    }
    pages.select(next);
    if (next == page) {
      return;
    }
    page = next;
    if (next == Page.DISASSEMBLY) {
      DisassemblyView view = disassembly;
      if (view == null) {
        view = new DisassemblyView(code);
        disassembly = view;
      }
      node.setCenter(view);
    } else {
      node.setCenter(scroller);
    }
    arrangeTop();
    updateStatus();
  }

  /** Asks for a function or an offset to go to in the disassembly. */
  void askWhereTo() {
    showPage(Page.DISASSEMBLY);
    if (disassembly != null) {
      disassembly.askWhereTo();
    }
  }

  private void updateStatus() {
    ModuleContent read = model.content().get();
    if (page == Page.DISASSEMBLY) {
      status.set(code.status().get());
    } else if (place.get() == null) {
      status.set(read == null ? "" : Sized.bytes(read.inspection().binary().size()));
    }
  }

  @Override
  public Optional<Path> program() {
    return hasCode.get() ? file() : Optional.empty();
  }

  @Override
  public Optional<Location> here() {
    return page == Page.DISASSEMBLY ? code.caretLocation() : Optional.empty();
  }

  // Places

  @Override
  public void reveal(String position) {
    OptionalInt offset = offset(position);
    if (offset.isEmpty()) {
      return;
    }
    int at = offset.getAsInt();
    ModuleCode decoded = model.code().get();
    ModuleContent read = model.content().get();
    if (decoded != null && decoded.module().functionAt(at) != null) {
      code.reveal(at);
      showPage(Page.DISASSEMBLY);
    } else if (read == null || overview == null) {
      wanted = at;
    } else {
      showPage(Page.OVERVIEW);
      point(BytePlace.of(read.inspection().binary(), at), overview);
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
      Bounds bounds = in.sceneToLocal(row.localToScene(row.getBoundsInLocal()));
      scroller.setVvalue(Math.clamp((bounds.getCenterY() - view / 2) / hidden, 0, 1));
    }
  }

  private void hidePlace() {
    place.set(null);
    if (overview != null) {
      overview.unreveal();
    }
    updateStatus();
  }

  /** What it shows. */
  public ModuleModel model() {
    return model;
  }

  /** Its code, as far as that was looked at. */
  DisassemblyModel disassembly() {
    return code;
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
    if (page == Page.DISASSEMBLY && disassembly != null) {
      disassembly.focus();
    } else {
      scroller.requestFocus();
    }
  }

  @Override
  public boolean save() {
    return true;
  }

  @Override
  public @Nullable String saveState() {
    int at = code.place();
    return wantedPage.name().toLowerCase(Locale.ROOT)
        + " "
        + scroller.getVvalue()
        + (at < 0 ? "" : " " + Sized.offset(at));
  }

  @Override
  public void restore(String saved) {
    String[] parts = saved.split(" ");
    try {
      scroller.setVvalue(Math.clamp(Double.parseDouble(parts[parts.length > 1 ? 1 : 0]), 0, 1));
    } catch (NumberFormatException e) {
      // Written by another version: the page then opens at its top.
      return;
    }
    if (parts.length > 2) {
      offset(parts[2]).ifPresent(code::reveal);
    }
    boolean codeShown = parts[0].equals(Page.DISASSEMBLY.name().toLowerCase(Locale.ROOT));
    showPage(codeShown ? Page.DISASSEMBLY : Page.OVERVIEW);
  }

  @Override
  public void close() {
    subscription.unsubscribe();
    if (disassembly != null) {
      disassembly.close();
    }
    code.close();
    model.close();
  }
}
