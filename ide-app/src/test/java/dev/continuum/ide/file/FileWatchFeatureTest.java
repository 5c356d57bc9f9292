package dev.continuum.ide.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.task.ImmediateTasks;
import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchFeatureTest {
  @TempDir Path folder;
  private final Tasks tasks = new NeverLater(new ImmediateTasks());
  private final SimpleBooleanProperty focused = new SimpleBooleanProperty(true);
  private final SimpleObjectProperty<@Nullable Document> active = new SimpleObjectProperty<>();

  /** Never looks by itself: only the window's focus makes it look here. */
  private record NeverLater(ImmediateTasks now) implements Tasks {
    @Override
    public <T> Job start(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
      return now.start(title, work, done, failed);
    }

    @Override
    public void onScreen(Runnable update) {
      update.run();
    }

    @Override
    public Job later(long millis, Runnable update) {
      return now.start("Nothing", progress -> "", done -> {}, failure -> {});
    }

    @Override
    public void close() {}
  }

  private Workbench workbench() {
    return (Workbench)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Workbench.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "tasks" -> tasks;
                  case "focused" -> focused;
                  case "activeDocument" -> active;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void looksWhenTheWindowComesToTheFront() throws IOException {
    FileWatchFeature feature = new FileWatchFeature();
    feature.install(workbench(), new UserFolders(folder, folder, folder));
    Path file = Files.writeString(folder.resolve("a.txt"), "one");
    List<FileStamp> seen = new ArrayList<>();
    feature.watch().watch(file, FileStamp.of(file), seen::add);
    focused.set(false);
    Files.writeString(file, "another text");
    assertThat(seen).isEmpty();
    focused.set(true);
    assertThat(seen).containsExactly(FileStamp.of(file));
    feature.close();
  }
}
