package dev.continuum.ide;

import dev.continuum.ide.cli.CommandLineApp;
import dev.continuum.ide.settings.Preferences;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Session;
import dev.continuum.ide.shell.WorkbenchWindow;
import dev.continuum.ide.task.BackgroundTasks;
import dev.continuum.ide.task.Tasks;
import dev.continuum.inspector.text.assemble.Assembler;
import dev.continuum.inspector.text.assemble.AssemblyOptions;
import dev.continuum.targets.runtime.bundled.SteppingRunner;
import dev.continuum.targets.target.TargetException;
import dev.continuum.templates.Template;
import dev.continuum.templates.TemplateCatalog;
import dev.continuum.templates.TemplateException;
import java.io.IOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A short run of the whole program in folders of its own, so that the JVM can record what a start
 * needs ({@code docs/decisions/0003-start-up.md}). Ends by itself.
 */
public final class Training extends Application {
  /** Long enough for the window to be drawn and its documents to be read. */
  private static final int MILLIS = 3000;

  private static final Pattern WINDOW_SYSTEM =
      Pattern.compile(
          "com/sun/(glass/ui/(gtk|mac|win|delegate)|prism/(es2|d3d|mtl|ps|impl/ps))/.*\\.class");

  private @Nullable Path home;

  /** Runs a guest, the window and the command line, and returns. */
  static void run() {
    try {
      SteppingRunner.train();
    } catch (IOException | TargetException e) {
      throw new IllegalStateException("The training of the stepping engine failed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Application.launch(Training.class);
  }

  @Override
  public void start(Stage stage) throws IOException, TemplateException {
    Path folder = Files.createTempDirectory("continuum-train-");
    home = folder;
    UserFolders folders = UserFolders.below(folder);
    CommandLineApp.train(new Services(folders));
    loadWindowSystem();
    TemplateCatalog catalog = TemplateCatalog.bundled();
    List<Path> files = new ArrayList<>();
    List<Path> modules = new ArrayList<>();
    for (Template template : catalog.all()) {
      Path project = folder.resolve(template.sample());
      Path main = catalog.create(template, project, template.sample()).main();
      files.add(main);
      byte[] module = Assembler.assemble(Files.readAllBytes(main), AssemblyOptions.DEFAULT).bytes();
      if (module != null) {
        modules.add(Files.write(project.resolve("module.wasm"), module));
      }
    }
    files.addAll(modules);
    // Most starts are not the first: they read what the last one left.
    Session.file(folders).write(lastSession(folder));
    Preferences.file(folders).write(new Preferences("dark", 1));
    Tasks tasks = new BackgroundTasks();
    WorkbenchWindow window = Studio.build(stage, folders, tasks, null);
    Studio.show(window, folders, files);
    // The last module is in front then.
    tasks.later(MILLIS / 2, () -> window.actions().run("view.moduleDisassembly"));
    tasks.later(MILLIS, Platform::exit);
  }

  /**
   * The training has no screen, so JavaFX does not load the classes that a real start needs for
   * this system's windows and graphics: loads them, without running anything of them.
   */
  private static void loadWindowSystem() throws IOException {
    Module graphics = Application.class.getModule();
    Optional<ResolvedModule> resolved =
        graphics.getLayer() == null
            ? Optional.empty()
            : graphics.getLayer().configuration().findModule(graphics.getName());
    if (resolved.isEmpty()) {
      // On the class path, where the cache is not used either.
      return;
    }
    try (ModuleReader reader = resolved.get().reference().open();
        Stream<String> resources = reader.list()) {
      resources
          .filter(name -> WINDOW_SYSTEM.matcher(name).matches())
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(name -> Class.forName(graphics, name));
    }
  }

  private static Session lastSession(Path folder) {
    return new Session(
        new Session.Bounds(0, 0, 1000, 700, false),
        null,
        List.of(),
        Map.of(),
        List.of(),
        null,
        folder.toString(),
        List.of(),
        List.of(folder.toString()),
        true);
  }

  @Override
  public void stop() throws IOException {
    if (home != null) {
      delete(home);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException error)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
