package dev.continuum.ide.device.files;

import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceFiles;
import dev.continuum.targets.target.RemoteEntry;
import dev.continuum.targets.target.RemoteEntry.Kind;
import dev.continuum.targets.target.RemotePath;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** A folder of a device as it is looked at. Used on the JavaFX thread. */
final class FilesModel implements AutoCloseable {
  /** The way to a device's files; on a background thread. */
  @FunctionalInterface
  interface Way {
    DeviceFiles files() throws TargetException;
  }

  private static final Comparator<RemoteEntry> ORDER =
      Comparator.comparing((RemoteEntry e) -> e.kind() != Kind.FOLDER)
          .thenComparing(e -> e.path().name(), String.CASE_INSENSITIVE_ORDER)
          .thenComparing(RemoteEntry::path);
  private static final int LONGEST_NAME = 200;

  private final Tasks tasks;
  private final String device;
  private final Way way;
  private final ObservableList<RemoteEntry> entries = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<RemotePath> folder =
      new ReadOnlyObjectWrapper<>(RemotePath.ROOT);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final List<Tasks.Job> transfers = new ArrayList<>();
  private Tasks.@Nullable Job listing;

  /** A model that shows nothing yet. */
  FilesModel(Tasks tasks, String device, Way way) {
    this.tasks = tasks;
    this.device = device;
    this.way = way;
  }

  /** What is in the folder: folders first, then by name. */
  ObservableList<RemoteEntry> entries() {
    return FXCollections.unmodifiableObservableList(entries);
  }

  ReadOnlyObjectProperty<RemotePath> folder() {
    return folder.getReadOnlyProperty();
  }

  /** Whether a folder is being read. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** Whether the folder has more than is shown. */
  ReadOnlyBooleanProperty more() {
    return more.getReadOnlyProperty();
  }

  /** Why the last thing did not go, whole sentences; empty when it did. */
  ReadOnlyStringProperty trouble() {
    return trouble.getReadOnlyProperty();
  }

  /** What was done last. */
  ReadOnlyStringProperty message() {
    return message.getReadOnlyProperty();
  }

  /** A path or a name as it may be shown: harmless, and cut. */
  static String shown(String text) {
    String cut = text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
    return PlainText.of(cut);
  }

  // ---- going about ----

  private record Found(RemotePath folder, DeviceFiles.Page page) {}

  /** Shows the home folder. */
  void goHome() {
    read(
        files -> {
          RemotePath home = files.home();
          return new Found(home, files.list(home, 0));
        },
        false);
  }

  /** Shows a folder. */
  void go(RemotePath path) {
    read(files -> new Found(path, files.list(path, 0)), false);
  }

  /** Shows the folder of that path, which may begin in the present one. */
  void go(String typed) {
    go(folder.get().resolve(typed.strip()));
  }

  void goUp() {
    go(folder.get().parent());
  }

  void refresh() {
    go(folder.get());
  }

  /** Adds the next part of a huge folder. */
  void showMore() {
    RemotePath path = folder.get();
    int shown = entries.size();
    read(files -> new Found(path, files.list(path, shown)), true);
  }

  /** Opens a folder, or a link that leads to one; does nothing with a file. */
  void open(RemoteEntry entry) {
    if (entry.kind() == Kind.FOLDER || entry.kind() == Kind.LINK) {
      go(entry.path());
    }
  }

  private interface Question<T> {
    T of(DeviceFiles files) throws TargetException;
  }

  private void read(Question<Found> question, boolean adding) {
    if (listing != null) {
      listing.cancel();
    }
    busy.set(true);
    trouble.set("");
    listing =
        tasks.start(
            "Reading a folder of " + device,
            progress -> question.of(way.files()),
            found -> {
              busy.set(false);
              folder.set(found.folder());
              List<RemoteEntry> all = new ArrayList<>(adding ? entries : List.of());
              all.addAll(found.page().entries());
              all.sort(ORDER);
              entries.setAll(all);
              more.set(found.page().more());
            },
            failure -> {
              busy.set(false);
              trouble.set(words(failure));
            });
  }

  private static String words(Exception failure) {
    return PlainText.of(
        failure instanceof TargetException problem
            ? (problem.getMessage() + " " + problem.remedy()).strip()
            : "Something unexpected happened: " + failure + ".");
  }

  // ---- changing ----

  /** Why a text cannot be a name here; empty when it can. */
  String nameTrouble(String name) {
    if (!RemotePath.isName(name)) {
      return "A name has 1 to 255 bytes and no slash, and is neither “.” nor “..”.";
    }
    return "";
  }

  void makeFolder(String name) {
    RemotePath path = folder.get().child(name);
    change(
        "Making a folder on " + device,
        "Folder “" + shown(name) + "” is made.",
        files -> files.makeFolder(path));
  }

  void rename(RemoteEntry entry, String name) {
    change(
        "Renaming on " + device,
        "“" + shown(entry.path().name()) + "” is now “" + shown(name) + "”.",
        files -> files.rename(entry.path(), entry.path().parent().child(name)));
  }

  void delete(List<RemoteEntry> chosen) {
    List<RemoteEntry> all = List.copyOf(chosen);
    change(
        "Deleting on " + device,
        all.size() == 1
            ? "“" + shown(all.getFirst().path().name()) + "” is deleted."
            : all.size() + " entries are deleted.",
        files -> {
          for (RemoteEntry entry : all) {
            files.delete(entry.path());
          }
        });
  }

  private interface Change {
    void make(DeviceFiles files) throws TargetException;
  }

  private void change(String title, String done, Change change) {
    trouble.set("");
    var unused =
        tasks.start(
            title,
            progress -> {
              change.make(way.files());
              return true;
            },
            changed -> {
              message.set(done);
              refresh();
            },
            failure -> {
              // Part of it may be done.
              refresh();
              trouble.set(words(failure));
            });
  }

  // ---- copying ----

  /**
   * Copies files into the folder.
   *
   * @param replace whether those already there may be replaced
   * @param conflicts gets those that were there and not replaced, when there were any
   */
  void upload(List<Path> chosen, boolean replace, Consumer<List<Path>> conflicts) {
    List<Path> files = chosen.stream().filter(Files::isRegularFile).toList();
    if (files.size() < chosen.size()) {
      trouble.set("Only files are copied: choose the files within a folder.");
    }
    if (files.isEmpty()) {
      return;
    }
    RemotePath into = folder.get();
    transfers.removeIf(job -> !job.isActive());
    transfers.add(
        tasks.start(
            "Copying to " + device,
            progress -> {
              List<Path> there = new ArrayList<>();
              for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                progress.message(shown(name));
                try {
                  way.files()
                      .upload(
                          file,
                          into.child(name),
                          replace,
                          (done, total) ->
                              progress.fraction(total == 0 ? 0 : (double) done / total));
                } catch (TargetException e) {
                  if (e.problem() != Problem.ALREADY_EXISTS) {
                    throw e;
                  }
                  there.add(file);
                }
              }
              return there;
            },
            there -> {
              int copied = files.size() - there.size();
              message.set(
                  copied + (copied == 1 ? " file is" : " files are") + " on " + device + ".");
              refreshIfIn(into);
              if (!there.isEmpty()) {
                conflicts.accept(there);
              }
            },
            failure -> {
              refreshIfIn(into);
              trouble.set(words(failure));
            }));
  }

  private void refreshIfIn(RemotePath path) {
    if (folder.get().equals(path)) {
      refresh();
    }
  }

  /** Copies files into a folder here, under names that are free there. */
  void download(List<RemoteEntry> chosen, Path into) {
    copy(chosen, entry -> free(into, localName(entry.path().name())), into.toString());
  }

  /** Copies one file here, in place of one that may be there. */
  void downloadAs(RemoteEntry entry, Path file) {
    copy(List.of(entry), e -> file, file.toString());
  }

  private interface Place {
    Path of(RemoteEntry entry);
  }

  private void copy(List<RemoteEntry> chosen, Place place, String where) {
    List<RemoteEntry> files = chosen.stream().filter(e -> e.kind() != Kind.FOLDER).toList();
    trouble.set(
        files.size() < chosen.size()
            ? "Only files are copied: open a folder for those in it."
            : "");
    if (files.isEmpty()) {
      return;
    }
    transfers.removeIf(job -> !job.isActive());
    transfers.add(
        tasks.start(
            "Copying from " + device,
            progress -> {
              for (RemoteEntry entry : files) {
                progress.message(shown(entry.path().name()));
                way.files()
                    .download(
                        entry.path(),
                        place.of(entry),
                        (done, total) -> progress.fraction(total == 0 ? 0 : (double) done / total));
              }
              return files.size();
            },
            copied ->
                message.set(
                    (copied == 1 ? "The file is in " : copied + " files are in ") + where + "."),
            failure -> trouble.set(words(failure))));
  }

  /** A device's file name as one that any computer takes. */
  static String localName(String name) {
    String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]", "_").strip();
    String cut = plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    return cut.isEmpty() || cut.matches("\\.+") ? "file" : cut;
  }

  private static Path free(Path folder, String name) {
    Path path = folder.resolve(name);
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String ending = dot > 0 ? name.substring(dot) : "";
    for (int i = 2; Files.exists(path); i++) {
      path = folder.resolve(stem + " (" + i + ")" + ending);
    }
    return path;
  }

  @Override
  public void close() {
    if (listing != null) {
      listing.cancel();
    }
    transfers.forEach(Tasks.Job::cancel);
  }
}
