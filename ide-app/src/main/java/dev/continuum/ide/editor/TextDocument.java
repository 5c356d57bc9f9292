package dev.continuum.ide.editor;

import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.CodeView;
import dev.continuum.ide.problem.Problems;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.debug.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** A source file in an editor. */
public final class TextDocument implements Document, CodeView {
  private final SourceEditor editor;
  private final Colouring colouring = new Colouring();
  private final TextDocumentModel model;
  private final FindModel find;
  private final FindBar findBar;
  private final BorderPane node = new BorderPane();
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final Subscription carets;
  private final List<AutoCloseable> attached = new ArrayList<>();
  private boolean closed;

  /**
   * Opens {@code file}; its text comes soon.
   *
   * @param problems what is underlined in it
   * @param marks what is shown beside it
   */
  public TextDocument(
      Path file, TextDocumentModel.Services services, Problems problems, CodeMarks marks) {
    Tasks tasks = services.tasks();
    editor = new SourceEditor(Language.of(file), tasks, this::refused);
    model = new TextDocumentModel(file, editor.buffer(), services);
    find = new FindModel(editor.buffer(), tasks);
    findBar = new FindBar(find, model.editable(), this::focus);
    GutterModel gutter = new GutterModel(marks, this::programFile);
    editor.install(new LineMoves(marks.breakpoints(), this::programFile));
    editor.install(new Gutter(gutter));
    editor.install(colouring);
    editor.install(new BracketMatch());
    editor.install(new EditingKeys());
    editor.install(new MatchMarks(find));
    editor.install(new ProblemMarks(problems, model::file));
    RunningLine running = new RunningLine(marks, this::programFile);
    editor.install(running);
    editor.install(new InlineLabels(marks, this::programFile));
    editor.install(new ValueHover(marks, this::programFile));
    node.getStyleClass().add("text-document");
    node.getStylesheets()
        .add(Objects.requireNonNull(TextDocument.class.getResource("editor.css")).toExternalForm());
    node.setTop(new VBox(new NoticeBar(model.notice()), findBar));
    node.setCenter(editor.node());
    CodeArea area = editor.area();
    carets =
        area.caretPositionProperty()
            .subscribe(caret -> showStatus())
            .and(area.selectionProperty().subscribe(range -> showStatus()));
    model
        .fileProperty()
        .subscribe((before, after) -> {
          editor.setLanguage(Language.of(after));
          colouring.changed();
          marks.breakpoints().moveProgram(before, after);
          gutter.refresh();
        });
    model.whenLoaded(() -> {
      gutter.refresh();
      running.show();
    });
    model.load();
  }

  /** The file, if its text is a module's and is all there. */
  private @Nullable Path programFile() {
    boolean module =
        String.valueOf(model.file().getFileName()).toLowerCase(Locale.ROOT).endsWith(".wat");
    return module && model.loaded().get() ? model.file() : null;
  }

  @Override
  public Optional<Path> program() {
    return Optional.ofNullable(programFile());
  }

  @Override
  public Optional<Location> here() {
    return Optional.of(new Location.WatLine(editor.area().getCurrentParagraph() + 1));
  }

  private void refused() {
    model.tellRefused();
  }

  /** A part of the document that ends with it, such as a check of its text. */
  void attach(AutoCloseable part) {
    attached.add(part);
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(model.file());
  }

  @Override
  public ReadOnlyStringProperty title() {
    return model.title();
  }

  @Override
  public String icon() {
    return language() == Language.WAT ? "fth-file-text" : "fth-file";
  }

  @Override
  public ReadOnlyBooleanProperty modified() {
    return model.modified();
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
    editor.area().requestFocus();
  }

  @Override
  public boolean save() {
    return model.save();
  }

  @Override
  public boolean canSaveAs() {
    return model.canSaveAs();
  }

  @Override
  public boolean saveAs(Path file) {
    return model.saveAs(file);
  }

  @Override
  public void reveal(String position) {
    TextPosition.parse(position)
        .ifPresent(place ->
            model.whenLoaded(() -> {
              int offset = place.offset(editor.buffer().text());
              editor.show(offset, offset);
            }));
  }

  /** The text now. */
  public String text() {
    return editor.buffer().text();
  }

  /** The language of the text, by the file's name. */
  public Language language() {
    return editor.language();
  }

  /** Whether the user may change the text. */
  public ReadOnlyBooleanProperty editable() {
    return model.editable();
  }

  /** Whether the text is there. */
  public ReadOnlyBooleanProperty loaded() {
    return model.loaded();
  }

  /** Where the caret is, in UTF-16 units from 0. */
  public ObservableValue<Integer> caret() {
    return editor.area().caretPositionProperty();
  }

  /** Calls {@code listener} after each change of the text, until unsubscribed or closed. */
  public Subscription onTextChange(Runnable listener) {
    return editor.buffer().onChange(listener);
  }

  /** Selects a part of the text and brings it into view. */
  public void select(int start, int end) {
    editor.show(start, end);
  }

  SourceEditor editor() {
    return editor;
  }

  TextDocumentModel model() {
    return model;
  }

  FindModel find() {
    return find;
  }

  /** Opens the bar to find, or to replace as well. */
  void openFind(boolean replace) {
    findBar.open(replace, editor.area().getSelectedText());
  }

  private void showStatus() {
    CodeArea area = editor.area();
    String place = (area.getCurrentParagraph() + 1) + ":" + (area.getCaretColumn() + 1);
    int selected = area.getSelection().getLength();
    status.set(selected == 0 ? place : place + " (" + selected + " selected)");
    if (find.open().get()) {
      find.count();
    }
  }

  @Override
  public @Nullable String saveState() {
    CodeArea area = editor.area();
    int top = area.getVisibleParagraphs().isEmpty() ? 0 : area.visibleParToAllParIndex(0);
    return area.getAnchor() + " " + area.getCaretPosition() + " " + top;
  }

  @Override
  public void restore(String saved) {
    String[] parts = saved.split(" ");
    if (parts.length != 3) {
      return;
    }
    try {
      int anchor = Integer.parseInt(parts[0]);
      int caret = Integer.parseInt(parts[1]);
      int top = Integer.parseInt(parts[2]);
      model.whenLoaded(() -> {
        editor.buffer().select(anchor, caret);
        int last = editor.area().getParagraphs().size() - 1;
        editor.area().showParagraphAtTop(Math.clamp(top, 0, last));
      });
    } catch (NumberFormatException e) {
      // Written by another version: the document then opens at its beginning.
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (AutoCloseable part : attached) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("A part of the editor could not be closed", e);
      }
    }
    attached.clear();
    find.close();
    carets.unsubscribe();
    model.close();
    editor.close();
  }
}
