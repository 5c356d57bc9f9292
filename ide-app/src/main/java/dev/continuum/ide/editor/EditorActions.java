package dev.continuum.ide.editor;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.inspector.text.TextProblem;
import dev.continuum.inspector.text.format.Formatter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** What the Edit and Go menus offer while a text document is in front. */
final class EditorActions {
  private final Workbench workbench;
  private final ObjectProperty<@Nullable TextDocument> front = new SimpleObjectProperty<>();
  private final BooleanProperty hasText = new SimpleBooleanProperty();
  private final BooleanProperty editable = new SimpleBooleanProperty();

  /** Whether the keyboard is in the document: its text, or the find bar above it. */
  private final BooleanProperty focused = new SimpleBooleanProperty();

  private final BooleanProperty writes = new SimpleBooleanProperty();

  /** Whether the document can be laid out anew. */
  private final BooleanProperty formats = new SimpleBooleanProperty();

  EditorActions(Workbench workbench) {
    this.workbench = workbench;
    workbench.activeDocument().subscribe(this::activate);
    hasText.bind(front.isNotNull());
    editable.bind(front.flatMap(TextDocument::editable).orElse(false));
    focused.bind(
        front
            .flatMap(document ->
                document
                    .node()
                    .sceneProperty()
                    .flatMap(Scene::focusOwnerProperty)
                    .map(owner -> isInside(owner, document.node())))
            .orElse(false));
    writes.bind(editable.and(focused));
    formats.bind(
        Bindings.createBooleanBinding(
            () -> {
              TextDocument document = front.get();
              return editable.get() && document != null && document.language() == Language.WAT;
            },
            editable,
            front));
  }

  private void activate(@Nullable Document document) {
    front.set(document instanceof TextDocument text ? text : null);
  }

  private static boolean isInside(Node node, Node parent) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at == parent) {
        return true;
      }
    }
    return false;
  }

  void register() {
    text(
        "edit.undo",
        "Undo",
        "fth-corner-up-left",
        "Shortcut+Z",
        CodeArea::undo,
        TextInputControl::undo);
    text(
        "edit.redo",
        "Redo",
        "fth-corner-up-right",
        "Shortcut+Shift+Z",
        CodeArea::redo,
        TextInputControl::redo);
    workbench.actions().separator("edit");
    text("edit.cut", "Cut", "fth-scissors", "Shortcut+X", CodeArea::cut, TextInputControl::cut);
    text("edit.copy", "Copy", "fth-copy", "Shortcut+C", CodeArea::copy, TextInputControl::copy);
    action("edit.paste", "Paste", "fth-clipboard", "Shortcut+V", focused, this::paste);
    text(
        "edit.selectAll",
        "Select All",
        null,
        "Shortcut+A",
        CodeArea::selectAll,
        TextInputControl::selectAll);
    workbench.actions().separator("edit");
    action("edit.find", "Find", "fth-search", "Shortcut+F", hasText, d -> d.openFind(false));
    action("edit.replace", "Replace", null, "Shortcut+H", editable, d -> d.openFind(true));
    action("edit.findNext", "Find Next", null, "F3", hasText, d -> d.find().next());
    action(
        "edit.findPrevious", "Find Previous", null, "Shift+F3", hasText, d -> d.find().previous());
    workbench.actions().separator("edit");
    lines("edit.toggleComment", "Toggle Comment", "Shortcut+Slash", this::comment);
    lines("edit.indent", "Indent Lines", "Shortcut+CLOSE_BRACKET", d -> line(d, LineEdits::indent));
    lines(
        "edit.outdent", "Outdent Lines", "Shortcut+OPEN_BRACKET", d -> line(d, LineEdits::outdent));
    lines(
        "edit.duplicateLine",
        "Duplicate Lines",
        "Shortcut+D",
        d -> Optional.of(LineEdits.duplicate(d.text(), anchor(d), caret(d))));
    lines(
        "edit.moveLineUp",
        "Move Lines Up",
        "Alt+Up",
        d -> LineEdits.move(d.text(), anchor(d), caret(d), true));
    lines(
        "edit.moveLineDown",
        "Move Lines Down",
        "Alt+Down",
        d -> LineEdits.move(d.text(), anchor(d), caret(d), false));
    action("edit.format", "Format Document", null, "Shift+Alt+F", formats, this::format);
    action("go.line", "Line…", null, "Shortcut+G", hasText, this::goToLine);
  }

  /** Something the text does itself, and so does a field of the find bar. */
  private void text(
      String id,
      String title,
      @Nullable String icon,
      String key,
      Consumer<CodeArea> inText,
      Consumer<TextInputControl> inField) {
    action(
        id,
        title,
        icon,
        key,
        focused,
        document -> {
          if (focusedField(document).isPresent()) {
            inField.accept(focusedField(document).get());
          } else {
            inText.accept(document.editor().area());
          }
        });
  }

  private void lines(
      String id, String title, String key, Function<TextDocument, Optional<TextEdit>> edit) {
    action(
        id,
        title,
        null,
        key,
        writes,
        document -> edit.apply(document).ifPresent(document.editor()::apply));
  }

  private void action(
      String id,
      String title,
      @Nullable String icon,
      String key,
      ObservableBooleanValue enabled,
      Consumer<TextDocument> work) {
    workbench
        .actions()
        .register(
            new Action(id, title, icon, key),
            Command.of(
                () -> {
                  TextDocument document = front.get();
                  if (document != null) {
                    work.accept(document);
                  }
                },
                enabled));
  }

  private static Optional<TextInputControl> focusedField(TextDocument document) {
    Scene scene = document.node().getScene();
    return scene != null && scene.getFocusOwner() instanceof TextInputControl field
        ? Optional.of(field)
        : Optional.empty();
  }

  private void paste(TextDocument document) {
    Optional<TextInputControl> field = focusedField(document);
    if (field.isPresent()) {
      field.get().paste();
      return;
    }
    if (!document.editable().get()) {
      return;
    }
    String pasted = javafx.scene.input.Clipboard.getSystemClipboard().getString();
    if (pasted == null) {
      return;
    }
    String text = LineEnding.toEditor(pasted);
    int from = Math.min(anchor(document), caret(document));
    int to = Math.max(anchor(document), caret(document));
    int after = from + text.length();
    document.editor().apply(new TextEdit(from, to, text, after, after));
  }

  private Optional<TextEdit> comment(TextDocument document) {
    String mark = document.language().lineComment();
    return mark == null
        ? Optional.empty()
        : Optional.of(
            LineEdits.toggleComment(document.text(), anchor(document), caret(document), mark));
  }

  private void format(TextDocument document) {
    String before = document.text();
    workbench
        .tasks()
        .start(
            "Formatting " + document.title().get(),
            progress -> Formatter.format(before),
            result -> formatted(document, before, result),
            failure -> {
              throw new IllegalStateException("The text could not be laid out", failure);
            });
  }

  private void formatted(TextDocument document, String before, Formatter.Result result) {
    TextProblem problem = result.problem();
    if (problem != null) {
      workbench.notify(
          Workbench.Severity.WARNING,
          document.title().get()
              + " cannot be formatted while it is broken: line "
              + problem.line()
              + ": "
              + problem.message());
    } else if (!document.text().equals(before)) {
      workbench.notify(
          Workbench.Severity.INFORMATION,
          document.title().get() + " changed meanwhile and was not formatted.");
    } else if (!result.text().equals(before)) {
      document.editor().apply(LayoutEdit.between(before, result.text(), caret(document)));
    }
  }

  @FunctionalInterface
  private interface StepEdit {
    TextEdit edit(String text, int anchor, int caret, String step);
  }

  private static Optional<TextEdit> line(TextDocument document, StepEdit edit) {
    return Optional.of(
        edit.edit(document.text(), anchor(document), caret(document), document.language().step()));
  }

  private static int anchor(TextDocument document) {
    return document.editor().buffer().anchor();
  }

  private static int caret(TextDocument document) {
    return document.editor().buffer().caret();
  }

  private void goToLine(TextDocument document) {
    Optional<String> answer =
        workbench
            .dialogs()
            .text(
                "Go to line",
                "Type a line, or line:column.",
                document.status().get().split(" ")[0]);
    answer.ifPresent(place -> {
      if (TextPosition.parse(place).isPresent()) {
        document.reveal(place);
        document.focus();
      } else {
        workbench.notify(
            Workbench.Severity.WARNING,
            "“" + place + "” is not a place. Type a line such as 16, or 16:7.");
      }
    });
  }
}
