package dev.continuum.ide.project;

import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Workbench;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the project tree does to files, each with its question. */
final class ProjectFlows implements ProjectPanel.Owner {
  private final Workbench workbench;
  private final ProjectTreeModel model;
  private final Runnable newProject;

  ProjectFlows(Workbench workbench, ProjectTreeModel model, Runnable newProject) {
    this.workbench = workbench;
    this.model = model;
    this.newProject = newProject;
  }

  @Override
  public void open(Path file) {
    var unused = workbench.open(file);
  }

  @Override
  public void openFolder() {
    workbench.dialogs().folder("Open Folder").ifPresent(workbench::openFolder);
  }

  @Override
  public void newProject() {
    newProject.run();
  }

  @Override
  public void newFile(Path folder) {
    ask(
        "New file",
        "Its name in " + folder + ":",
        "",
        name -> change("Making " + name, () -> Files.createFile(within(folder, name)), this::open));
  }

  @Override
  public void newFolder(Path folder) {
    ask(
        "New folder",
        "Its name in " + folder + ":",
        "",
        name ->
            change(
                "Making " + name, () -> Files.createDirectory(within(folder, name)), made -> {}));
  }

  @Override
  public void rename(Path path) {
    ask(
        "Rename " + path.getFileName(),
        "The new name:",
        path.getFileName().toString(),
        name -> {
          List<Path> open = closeAllUnder(path);
          if (open == null) {
            return;
          }
          change(
              "Renaming " + path.getFileName(),
              () -> {
                Path target = within(path.resolveSibling(""), name);
                if (Files.exists(target) && !Files.isSameFile(path, target)) {
                  throw new FileAlreadyExistsException(target.toString());
                }
                return Files.move(path, target);
              },
              moved ->
                  open.forEach(file ->
                      open(file.equals(path) ? moved : moved.resolve(path.relativize(file)))));
        });
  }

  @Override
  public void delete(Path path) {
    boolean folder = Files.isDirectory(path) && !Files.isSymbolicLink(path);
    int choice =
        workbench
            .dialogs()
            .choose(
                "Delete " + path.getFileName() + "?",
                folder
                    ? "The folder and everything in it are deleted. This cannot be undone."
                    : "The file is deleted. This cannot be undone.",
                List.of("Delete", "Cancel"));
    if (choice == 0 && closeAllUnder(path) != null) {
      change(
          "Deleting " + path.getFileName(),
          () -> {
            Files.walkFileTree(path, new Deletion());
            return path;
          },
          deleted -> {});
    }
  }

  /** Deletes a tree; links are deleted, never followed. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(dir);
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public void reveal(Path path) {
    Path folder = Files.isDirectory(path) ? path : path.resolveSibling("");
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String program =
        system.startsWith("mac")
            ? "open"
            : system.startsWith("windows") ? "explorer.exe" : "xdg-open";
    var unused =
        workbench
            .tasks()
            .start(
                "Opening the file manager",
                progress ->
                    new ProcessBuilder(program, folder.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .pid(),
                started -> {},
                failure ->
                    workbench.notify(
                        Workbench.Severity.WARNING,
                        "No file manager could be started. The folder is " + folder + "."));
  }

  /** Closes what is open below a path; null when the user wants to keep something open. */
  private @Nullable List<Path> closeAllUnder(Path path) {
    List<Document> open =
        workbench.documents().stream()
            .filter(d -> d.file().filter(file -> file.startsWith(path)).isPresent())
            .toList();
    for (Document document : open) {
      if (!workbench.close(document)) {
        return null;
      }
    }
    return open.stream().map(document -> document.file().orElseThrow()).toList();
  }

  private void ask(String title, String message, String initial, Consumer<String> answer) {
    workbench
        .dialogs()
        .text(title, message, initial)
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !name.equals(initial))
        .ifPresent(answer);
  }

  private static Path within(Path folder, String name) throws IOException {
    Path path;
    try {
      path = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("“" + name + "” cannot be a file's name.", e);
    }
    if (!folder.normalize().equals(path.getParent())) {
      throw new IOException("“" + name + "” is not a name in this folder.");
    }
    return path;
  }

  private interface Change {
    Path make() throws IOException;
  }

  private void change(String title, Change change, Consumer<Path> done) {
    var unused =
        workbench
            .tasks()
            .start(
                title,
                progress -> change.make(),
                made -> {
                  model.refresh();
                  done.accept(made);
                },
                failure -> {
                  model.refresh();
                  workbench.dialogs().error("This could not be done", words(failure));
                });
  }

  private static String words(Exception failure) {
    if (failure instanceof FileAlreadyExistsException e) {
      return e.getFile() + " exists already. Choose another name.";
    }
    if (failure instanceof AccessDeniedException e) {
      return "You are not allowed to change " + e.getFile() + ".";
    }
    return String.valueOf(failure.getMessage());
  }
}
