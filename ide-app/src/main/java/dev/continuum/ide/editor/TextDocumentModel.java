package dev.continuum.ide.editor;

import dev.continuum.ide.editor.Notice.Answer;
import dev.continuum.ide.file.AtomicFiles;
import dev.continuum.ide.file.FileStamp;
import dev.continuum.ide.file.FileWatch;
import dev.continuum.ide.shell.Dialogs;
import dev.continuum.ide.shell.Workbench.Severity;
import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A text and its file: loading, saving, unsaved text kept, changes made outside. Used on the JavaFX
 * thread only.
 */
public final class TextDocumentModel implements AutoCloseable {
  /** What the model works with. */
  public record Services(Tasks tasks, FileWatch watch, Backups backups, Dialogs dialogs) {}

  private record Loaded(LoadedText content, Optional<Backups.Backup> backup) {}

  private final Services services;
  private final TextBuffer buffer;
  private final ReadOnlyObjectWrapper<Path> file;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
  private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper editable = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper orphan = new ReadOnlyBooleanWrapper(false);
  private final BooleanBinding unsaved;
  private final UnsavedText kept;
  private final List<Runnable> whenLoaded = new ArrayList<>();

  private LineEnding ending = LineEnding.LF;
  private FileStamp stamp = FileStamp.MISSING;
  private String savedText = "";
  private boolean whole;
  private FileWatch.@Nullable Watched watched;
  private Tasks.@Nullable Job loading;
  private boolean closed;

  /** A document of {@code file}, empty until {@link #load}. */
  public TextDocumentModel(Path file, TextBuffer buffer, Services services) {
    this.file = new ReadOnlyObjectWrapper<>(file.toAbsolutePath().normalize());
    this.buffer = buffer;
    this.services = services;
    kept =
        new UnsavedText(
            services.tasks(), services.backups(), message -> tell(Severity.WARNING, message));
    title.set(nameOf(file()));
    buffer.setEditable(false);
    buffer.onChange(this::textChanged);
    unsaved = orphan.or(buffer.changed());
    unsaved.subscribe(modified::set);
  }

  /** Its file, absolute. */
  public Path file() {
    return file.get();
  }

  /** Its file, absolute; changes with {@link #saveAs}. */
  public ReadOnlyObjectProperty<Path> fileProperty() {
    return file.getReadOnlyProperty();
  }

  /** The file's name. */
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  /** Whether it holds text that is not in the file. */
  public ReadOnlyBooleanProperty modified() {
    return modified.getReadOnlyProperty();
  }

  /** Whether its text is there. */
  public ReadOnlyBooleanProperty loaded() {
    return loaded.getReadOnlyProperty();
  }

  /** Whether the user may change it. */
  public ReadOnlyBooleanProperty editable() {
    return editable.getReadOnlyProperty();
  }

  /** What the user should know now, or null. */
  public ReadOnlyObjectProperty<@Nullable Notice> notice() {
    return notice.getReadOnlyProperty();
  }

  /** How the lines end in the file. */
  public LineEnding ending() {
    return ending;
  }

  /** Whether all of the file is here, so that it can be written elsewhere. */
  public boolean canSaveAs() {
    return loaded.get() && whole;
  }

  /** Runs {@code action} once the text is there: now or later. */
  public void whenLoaded(Runnable action) {
    if (loaded.get()) {
      action.run();
    } else {
      whenLoaded.add(action);
    }
  }

  /** Reads the file, and what was kept of unsaved text, in the background. */
  public void load() {
    Path path = file();
    loading =
        services
            .tasks()
            .start(
                "Opening " + title.get(),
                progress -> {
                  Optional<Backups.Backup> backup = services.backups().get(path);
                  if (backup.isPresent() && !Files.exists(path)) {
                    return new Loaded(gone(), backup);
                  }
                  return new Loaded(LoadedText.read(path), backup);
                },
                this::show,
                failure -> tell(Severity.ERROR, FileFailure.sentence(failure, path)));
  }

  private static LoadedText gone() {
    return new LoadedText("", LineEnding.LF, FileStamp.MISSING, true, null, null);
  }

  private void show(Loaded result) {
    LoadedText content = result.content();
    take(content);
    buffer.load(content.text());
    setEditable(content.readOnly() == null);
    loaded.set(true);
    orphan.set(!content.stamp().exists());
    if (content.readOnly() != null) {
      tell(Severity.INFORMATION, content.readOnly());
    } else if (content.remark() != null) {
      tell(Severity.INFORMATION, content.remark());
    }
    result.backup().ifPresent(this::restoreBackup);
    watched = services.watch().watch(file(), stamp, this::changedOutside);
    List.copyOf(whenLoaded).forEach(Runnable::run);
    whenLoaded.clear();
  }

  private void take(LoadedText content) {
    ending = content.ending();
    stamp = content.stamp();
    whole = content.whole();
    savedText = content.text();
  }

  private void setEditable(boolean value) {
    editable.set(value);
    buffer.setEditable(value);
  }

  private void restoreBackup(Backups.Backup backup) {
    if (backup.text().equals(savedText) && stamp.exists()) {
      kept.drop(file());
      return;
    }
    if (!editable.get()) {
      tell(
          Severity.WARNING,
          "Unsaved text of this file is kept, and comes back when the file can be edited again.");
      return;
    }
    replaceAll(backup.text());
    String when =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .format(Instant.ofEpochMilli(backup.savedAt()).atZone(ZoneId.systemDefault()));
    String message = "Unsaved text of " + when + " is back. Save it, or discard it.";
    if (!stamp.exists()) {
      message = "The file is gone; its unsaved text of " + when + " is back. Save it to keep it.";
    } else if (!stamp.equals(backup.base())) {
      message =
          "Unsaved text of "
              + when
              + " is back, but the file was changed by another program since. Saving replaces what"
              + " is in the file now.";
    }
    List<Answer> answers =
        stamp.exists()
            ? List.of(new Answer("Keep it", this::dismiss), new Answer("Discard it", this::discard))
            : List.of(new Answer("Keep it", this::dismiss));
    notice.set(new Notice(Severity.WARNING, message, answers));
  }

  /** Says that an edit was not done. A question that is still open stays. */
  void tellRefused() {
    Notice now = notice.get();
    if (now == null || now.answers().size() < 2) {
      tell(
          Severity.WARNING,
          String.format(
              Locale.ROOT,
              "That was not done: a text here can have lines of %,d characters, %,d lines and %d"
                  + " MiB at most.",
              LoadedText.MAX_LINE,
              LoadedText.MAX_LINES,
              LoadedText.MAX_BYTES >> 20));
    }
  }

  /** Puts the notice away. */
  public void dismiss() {
    notice.set(null);
  }

  private void discard() {
    dismiss();
    replaceAll(savedText);
    buffer.markSaved();
    kept.drop(file());
  }

  /** Puts another text in place, touching only what differs, so that the caret stays. */
  private void replaceAll(String next) {
    String now = buffer.text();
    if (now.equals(next)) {
      return;
    }
    int most = Math.min(now.length(), next.length());
    int start = 0;
    while (start < most && now.charAt(start) == next.charAt(start)) {
      start++;
    }
    int tail = 0;
    while (tail < most - start
        && now.charAt(now.length() - 1 - tail) == next.charAt(next.length() - 1 - tail)) {
      tail++;
    }
    int end = now.length() - tail;
    int shift = next.length() - now.length();
    int caret = buffer.caret();
    int moved = caret <= start ? caret : caret >= end ? caret + shift : start;
    buffer.replace(start, end, next.substring(start, next.length() - tail), moved, moved);
  }

  private void changedOutside(FileStamp seen) {
    if (closed) {
      return;
    }
    if (!seen.exists()) {
      stamp = seen;
      // A part of a file must never be written in place of the whole.
      orphan.set(whole);
      textChanged();
      notice.set(
          new Notice(
              Severity.WARNING,
              title.get()
                  + " was deleted or moved by another program. "
                  + (whole
                      ? "Its text is still here; save it to write the file again."
                      : "What was read of it is still shown."),
              whole
                  ? List.of(new Answer("Leave it", this::dismiss), new Answer("Save", this::save))
                  : List.of(new Answer("Close this message", this::dismiss))));
      return;
    }
    read(content -> {
      if (content.text().equals(savedText)) {
        // Touched, or back again as it was.
        take(content);
        boolean cameBack = orphan.get();
        orphan.set(false);
        if (cameBack) {
          dismiss();
        }
      } else if (buffer.changed().get()) {
        ask(content);
      } else {
        accept(content);
      }
    });
  }

  private void ask(LoadedText content) {
    notice.set(
        new Notice(
            Severity.WARNING,
            title.get() + " was changed by another program, and you have unsaved changes here.",
            List.of(
                new Answer(
                    "Keep mine",
                    () -> {
                      // What is in the file now was seen; saving replaces it without asking again.
                      stamp = content.stamp();
                      orphan.set(false);
                      dismiss();
                    }),
                new Answer("Reload", this::reload))));
  }

  /** Reads the file again in place of the text here; undo brings the text back. */
  public void reload() {
    dismiss();
    read(this::accept);
  }

  private void accept(LoadedText content) {
    take(content);
    setEditable(true);
    replaceAll(content.text());
    setEditable(content.readOnly() == null);
    buffer.markSaved();
    orphan.set(false);
    kept.drop(file());
    if (content.readOnly() != null) {
      tell(Severity.INFORMATION, content.readOnly());
    } else {
      dismiss();
    }
  }

  private void read(Consumer<LoadedText> done) {
    Path path = file();
    if (loading != null) {
      loading.cancel();
    }
    loading =
        services
            .tasks()
            .start(
                "Reading " + title.get(),
                progress -> LoadedText.read(path),
                done,
                failure -> tell(Severity.ERROR, FileFailure.sentence(failure, path)));
  }

  /** Writes the text to its file; see {@code Document.save}. */
  public boolean save() {
    if (!modified.get()) {
      return true;
    }
    FileStamp seen = FileStamp.of(file());
    if (!seen.equals(stamp) && seen.exists()) {
      int answer =
          services
              .dialogs()
              .choose(
                  "Save " + title.get(),
                  title.get()
                      + " was changed by another program since it was read. Saving replaces those"
                      + " changes with your text.",
                  List.of("Replace", "Cancel"));
      if (answer != 0) {
        return false;
      }
    }
    return write(file());
  }

  /** Writes the text to another file and goes on there; see {@code Document.saveAs}. */
  public boolean saveAs(Path other) {
    if (!canSaveAs()) {
      services
          .dialogs()
          .error(
              "Save " + title.get(),
              "Only a part of "
                  + title.get()
                  + " is shown here, so it cannot be saved as another"
                  + " file. Copy the file itself instead.");
      return false;
    }
    Path target = other.toAbsolutePath().normalize();
    if (!write(target)) {
      return false;
    }
    if (!target.equals(file())) {
      kept.drop(file());
      file.set(target);
      title.set(nameOf(target));
      if (watched != null) {
        watched.close();
      }
      watched = services.watch().watch(target, stamp, this::changedOutside);
    }
    setEditable(true);
    return true;
  }

  private boolean write(Path target) {
    String text = buffer.text();
    try {
      AtomicFiles.write(target, ending.toFile(text).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      services
          .dialogs()
          .error(
              "Save " + nameOf(target),
              FileFailure.sentence(e, target)
                  + " Your text is still here; save it under another name.");
      return false;
    }
    stamp = FileStamp.of(target);
    savedText = text;
    whole = true;
    if (watched != null) {
      watched.know(stamp);
    }
    buffer.markSaved();
    orphan.set(false);
    kept.drop(file());
    dismiss();
    return true;
  }

  private void textChanged() {
    if (loaded.get() && !closed) {
      kept.changed(this::toKeep);
    }
  }

  private Backups.@Nullable Backup toKeep() {
    if (closed) {
      return null;
    }
    if (!modified.get()) {
      kept.drop(file());
      return null;
    }
    return new Backups.Backup(file(), stamp, System.currentTimeMillis(), buffer.text());
  }

  private void tell(Severity severity, String message) {
    notice.set(
        new Notice(severity, message, List.of(new Answer("Close this message", this::dismiss))));
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** Lets go of everything. Unsaved text was given up by the user, and so is its backup. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (editable.get()) {
      kept.drop(file());
    }
    closed = true;
    if (loading != null) {
      loading.cancel();
    }
    kept.close();
    if (watched != null) {
      watched.close();
    }
    unsaved.dispose();
  }
}
