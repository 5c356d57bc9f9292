package dev.continuum.ide.run;

import dev.continuum.ide.task.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the user types on its way to a guest: in order, and without holding up the window when the
 * guest does not read. Used on the JavaFX thread.
 */
final class ConsoleInput {
  private final Tasks tasks;
  private final OutputStream stream;
  private final Consumer<IOException> failed;
  private final Deque<String> waiting = new ArrayDeque<>();
  private boolean endWanted;
  private boolean ended;
  private Tasks.@Nullable Job job;

  ConsoleInput(Tasks tasks, OutputStream stream, Consumer<IOException> failed) {
    this.tasks = tasks;
    this.stream = stream;
    this.failed = failed;
  }

  void line(String text) {
    if (!endWanted) {
      waiting.add(text + "\n");
      pump();
    }
  }

  /** Sends end of file after what was typed. */
  void end() {
    endWanted = true;
    pump();
  }

  boolean isEnded() {
    return endWanted;
  }

  void close() {
    waiting.clear();
    if (job != null) {
      job.cancel();
    }
  }

  private void pump() {
    if (ended || (job != null && job.isActive())) {
      return;
    }
    if (waiting.isEmpty() && !endWanted) {
      return;
    }
    String text = String.join("", waiting);
    boolean last = endWanted;
    waiting.clear();
    ended = last;
    job =
        tasks.start(
            "Sending input",
            progress -> {
              stream.write(text.getBytes(StandardCharsets.UTF_8));
              stream.flush();
              if (last) {
                stream.close();
              }
              return true;
            },
            sent -> next(),
            failure -> {
              if (failure instanceof IOException e) {
                failed.accept(e);
              } else {
                throw new IllegalStateException(failure);
              }
            });
  }

  private void next() {
    job = null;
    pump();
  }
}
