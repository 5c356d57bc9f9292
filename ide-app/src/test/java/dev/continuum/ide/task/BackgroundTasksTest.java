package dev.continuum.ide.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.continuum.ide.FxTest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {
  private final BackgroundTasks tasks = new BackgroundTasks();

  @BeforeAll
  static void startToolkit() {
    FxTest.startToolkit();
  }

  @AfterEach
  void close() {
    FxTest.runFx(tasks::close);
  }

  @Test
  void worksInTheBackgroundAndTellsOnTheScreen() throws Exception {
    CompletableFuture<List<Boolean>> told = new CompletableFuture<>();
    FxTest.runFx(() ->
        tasks.start(
            "Work",
            progress -> Platform.isFxApplicationThread(),
            worked -> told.complete(List.of(worked, Platform.isFxApplicationThread())),
            told::completeExceptionally));
    assertThat(told.get(20, TimeUnit.SECONDS)).containsExactly(false, true);
  }

  @Test
  void tellsWhatTheWorkThrew() throws Exception {
    CompletableFuture<Exception> told = new CompletableFuture<>();
    tasks.start(
        "Fail",
        progress -> {
          throw new IOException("No space is left.");
        },
        value -> told.completeExceptionally(new AssertionError("done")),
        told::complete);
    assertThat(told.get(20, TimeUnit.SECONDS)).hasMessage("No space is left.");
  }

  @Test
  void cancellingInterruptsAndDropsTheOutcome() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicBoolean told = new AtomicBoolean();
    Tasks.Job job =
        tasks.start(
            "Wait",
            progress -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
                return 1;
              } finally {
                interrupted.countDown();
              }
            },
            value -> told.set(true),
            failure -> told.set(true));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(job.isActive()).isTrue();
    FxTest.runFx(job::cancel);
    assertThat(job.isActive()).isFalse();
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    FxTest.settle();
    assertThat(told).isFalse();
  }

  @Test
  void showsWorkThatTakesLongWithItsProgress() {
    CountDownLatch end = new CountDownLatch(1);
    FxTest.runFx(() ->
        tasks.start(
            "Probing gateway",
            progress -> {
              progress.message("runtimes");
              progress.fraction(0.5);
              end.await();
              return 1;
            },
            value -> {},
            failure -> {}));
    await().until(() -> FxTest.onFx(() -> tasks.running().size()) == 1);
    RunningTask shown = FxTest.onFx(() -> tasks.running().getFirst());
    assertThat(shown.title()).isEqualTo("Probing gateway");
    assertThat(FxTest.onFx(() -> shown.message().get())).isEqualTo("runtimes");
    assertThat(FxTest.onFx(() -> shown.fraction().get())).isEqualTo(0.5);
    end.countDown();
    await().until(() -> FxTest.onFx(() -> tasks.running().isEmpty()));
  }

  @Test
  void laterHappensOnceUnlessCancelled() throws Exception {
    CompletableFuture<Boolean> fired = new CompletableFuture<>();
    AtomicBoolean cancelledFired = new AtomicBoolean();
    FxTest.runFx(() -> {
      tasks.later(1, () -> cancelledFired.set(true)).cancel();
      tasks.later(1, () -> fired.complete(Platform.isFxApplicationThread()));
    });
    assertThat(fired.get(20, TimeUnit.SECONDS)).isTrue();
    FxTest.settle();
    assertThat(cancelledFired).isFalse();
  }

  @Test
  void whatNobodyHandlesReachesTheUncaughtHandler() {
    AtomicReference<Throwable> caught = new AtomicReference<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> caught.set(failure));
    try {
      tasks.start(
          "Break",
          progress -> {
            throw new StackOverflowError("too deep");
          },
          value -> {},
          failure -> {});
      await().dontCatchUncaughtExceptions().until(() -> caught.get() instanceof StackOverflowError);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void afterCloseNothingIsTold() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean told = new AtomicBoolean();
    tasks.start(
        "Wait",
        progress -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            end.countDown();
          }
          return 1;
        },
        value -> told.set(true),
        failure -> told.set(true));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    FxTest.runFx(tasks::close);
    assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
    FxTest.settle();
    assertThat(told).isFalse();
  }

  @Test
  void afterCloseThereIsNoLater() {
    tasks.close();
    assertThat(tasks.later(1, () -> {}).isActive()).isFalse();
  }
}
