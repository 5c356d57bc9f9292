package dev.continuum.ide.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.shell.NotificationsModel.Notification;
import dev.continuum.ide.task.ImmediateTasks;
import dev.continuum.ide.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NotificationsModelTest {
  private final List<Runnable> waiting = new ArrayList<>();
  private final NotificationsModel model = new NotificationsModel(new WaitingTasks(waiting));

  @Test
  void informationGoesAwayAndAnErrorStays() {
    model.add(Workbench.Severity.INFORMATION, "Deployed.");
    model.add(Workbench.Severity.ERROR, "gateway does not answer.");
    assertThat(model.current()).hasSize(2);
    waiting.forEach(Runnable::run);
    assertThat(model.current())
        .extracting(Notification::message)
        .containsExactly("gateway does not answer.");
    model.dismiss(model.current().getFirst());
    assertThat(model.current()).isEmpty();
    assertThat(model.past())
        .extracting(Notification::message)
        .containsExactly("gateway does not answer.", "Deployed.");
  }

  @Test
  void theSameMessageIsNotStacked() {
    model.add(Workbench.Severity.ERROR, "Again.");
    model.add(Workbench.Severity.ERROR, "Again.");
    assertThat(model.current()).hasSize(1);
    assertThat(model.past()).hasSize(2);
  }

  @Test
  void theOldestAreForgotten() {
    for (int i = 0; i < 150; i++) {
      model.add(Workbench.Severity.INFORMATION, "Message " + i);
    }
    assertThat(model.past()).hasSize(100);
    assertThat(model.past().getFirst().message()).isEqualTo("Message 149");
  }

  /** Keeps what is to be done later. */
  private record WaitingTasks(List<Runnable> waiting) implements Tasks {
    @Override
    public <T> Job start(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
      return new ImmediateTasks().start(title, work, done, failed);
    }

    @Override
    public void onScreen(Runnable update) {
      update.run();
    }

    @Override
    public Job later(long millis, Runnable update) {
      waiting.add(update);
      return new ImmediateTasks().later(0, () -> {});
    }

    @Override
    public void close() {}
  }
}
