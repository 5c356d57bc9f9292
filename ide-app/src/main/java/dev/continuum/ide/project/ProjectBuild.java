package dev.continuum.ide.project;

import dev.continuum.templates.BuildResult;
import dev.continuum.templates.Builder;
import dev.continuum.templates.TemplateException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** When a project needs building, and building it. */
public final class ProjectBuild {
  /** A project larger than this is built each time rather than looked through. */
  private static final int MAX_FILES = 20_000;

  /** Folders that hold what tools made or fetched. */
  private static final Set<String> NOT_SOURCES = Set.of("node_modules", "target");

  private ProjectBuild() {}

  /**
   * Whether the build command has to run: there is one, and the module is missing or older than a
   * file of the project. Hidden files, the module's own folder and folders granted to the guest do
   * not count as the project's. Looks through the folder; a large one takes time.
   */
  public static boolean isNeeded(ProjectFile project) {
    if (project.build().isEmpty()) {
      return false;
    }
    try {
      FileTime built = Files.getLastModifiedTime(project.module());
      Newer newer = new Newer(project, built);
      Files.walkFileTree(project.folder(), newer);
      return newer.found;
    } catch (IOException e) {
      // The module is missing or the sources cannot be looked through: building tells more.
      return true;
    }
  }

  /**
   * Builds, whether needed or not; interrupting the thread cancels.
   *
   * @param output gets each line, on another thread
   * @throws ProjectException when the project has no build command
   * @throws TemplateException when the command could not be started
   * @throws InterruptedException when it was cancelled
   */
  public static BuildResult build(ProjectFile project, Builder builder, Consumer<String> output)
      throws ProjectException, TemplateException, InterruptedException {
    if (project.build().isEmpty()) {
      throw new ProjectException(
          project.name() + " has no build command, so there is nothing to build.",
          "Run it as it is, or add [build] command to " + ProjectFile.NAME + ".",
          project.file(),
          0,
          null);
    }
    return builder.build(project.folder(), project.build(), project.module(), output);
  }

  private static final class Newer extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Path module;
    private final FileTime built;
    private final Set<Path> excluded = new HashSet<>();
    private int seen;
    private boolean found;

    Newer(ProjectFile project, FileTime built) {
      this.root = project.folder();
      this.module = project.module();
      this.built = built;
      excluded.add(module.resolveSibling("").normalize());
      project.directories().forEach(dir -> excluded.add(root.resolve(dir.host()).normalize()));
      excluded.remove(root);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      if (dir.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      String name = dir.getFileName().toString();
      return name.startsWith(".") || NOT_SOURCES.contains(name) || excluded.contains(dir)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean counts = !file.getFileName().toString().startsWith(".") && !file.equals(module);
      if (counts && attributes.lastModifiedTime().compareTo(built) > 0 || ++seen > MAX_FILES) {
        found = true;
        return FileVisitResult.TERMINATE;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
