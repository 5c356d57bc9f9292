package dev.continuum.ide.device.files;

import dev.continuum.ide.shell.Dialogs;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.target.DeviceFiles;
import dev.continuum.targets.target.RemoteEntry;
import dev.continuum.targets.target.TargetException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** A tab with the files of a device. */
public final class FilesDocument implements Document, FilesView.Owner {
  /** The way to the device's files; asked on a background thread. */
  @FunctionalInterface
  public interface Way {
    /** The files of the device as it is now. */
    DeviceFiles files() throws TargetException;
  }

  private final Dialogs dialogs;
  private final FilesModel model;
  private final FilesView view;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper(false);

  /** The files of a device, beginning with the home folder. */
  public FilesDocument(Tasks tasks, Dialogs dialogs, String device, Way way) {
    this.dialogs = dialogs;
    model = new FilesModel(tasks, device, way::files);
    view = new FilesView(model, this);
    view.getStylesheets()
        .add(Objects.requireNonNull(FilesDocument.class.getResource("files.css")).toExternalForm());
    title.set(device + ": files");
    view.setOnDragOver(this::dragOver);
    view.setOnDragDropped(this::dropped);
    model.goHome();
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void dropped(DragEvent event) {
    List<Path> files = event.getDragboard().getFiles().stream().map(File::toPath).toList();
    event.setDropCompleted(!files.isEmpty());
    event.consume();
    upload(files);
  }

  @Override
  public void upload() {
    dialogs.openFile("Copy a file to the device", List.of()).ifPresent(f -> upload(List.of(f)));
  }

  void upload(List<Path> files) {
    model.upload(files, false, there -> replace(there));
  }

  private void replace(List<Path> there) {
    String which =
        there.size() == 1
            ? "“" + FilesModel.shown(String.valueOf(there.getFirst().getFileName())) + "” is"
            : there.size() + " of the files are";
    int choice =
        dialogs.choose(
            there.size() == 1 ? "Replace the file?" : "Replace the files?",
            which + " in that folder already.",
            List.of("Replace", "Cancel"));
    if (choice == 0) {
      model.upload(there, true, none -> {});
    }
  }

  @Override
  public void download(List<RemoteEntry> chosen) {
    if (chosen.size() == 1) {
      RemoteEntry entry = chosen.getFirst();
      dialogs
          .saveFile("Copy from the device", FilesModel.localName(entry.path().name()))
          .ifPresent(file -> model.downloadAs(entry, file));
    } else {
      dialogs.folder("Copy into which folder?").ifPresent(into -> model.download(chosen, into));
    }
  }

  @Override
  public void makeFolder() {
    named("New folder", "The new folder's name:", "").ifPresent(model::makeFolder);
  }

  @Override
  public void rename(RemoteEntry entry) {
    String old = entry.path().name();
    named("Rename", "The new name of “" + FilesModel.shown(old) + "”:", FilesModel.shown(old))
        .filter(name -> !name.equals(old))
        .ifPresent(name -> model.rename(entry, name));
  }

  private Optional<String> named(String heading, String question, String initial) {
    Optional<String> name = dialogs.text(heading, question, initial);
    while (name.isPresent() && !model.nameTrouble(name.get()).isEmpty()) {
      name = dialogs.text(heading, model.nameTrouble(name.get()) + "\n" + question, name.get());
    }
    return name;
  }

  @Override
  public void delete(List<RemoteEntry> chosen) {
    long folders = chosen.stream().filter(e -> e.kind() == RemoteEntry.Kind.FOLDER).count();
    String what =
        chosen.size() == 1
            ? "“" + FilesModel.shown(chosen.getFirst().path().name()) + "”"
            : chosen.size() + " entries";
    int choice =
        dialogs.choose(
            "Delete " + what + "?",
            (folders > 0
                    ? "Folders are deleted with all that is in them; links in them are not"
                        + " followed. "
                    : "")
                + "This cannot be undone.",
            List.of("Delete", "Cancel"));
    if (choice == 0) {
      model.delete(chosen);
    }
  }

  FilesModel model() {
    return model;
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public String icon() {
    return "fth-folder";
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
    return view;
  }

  @Override
  public void focus() {
    view.focusTable();
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
