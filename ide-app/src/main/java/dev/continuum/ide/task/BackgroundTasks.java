package dev.continuum.ide.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Background work on daemon threads of its own. The only place in the workbench where threads are
 * made. What nobody handles goes to the thread's uncaught exception handler.
 */
public final class BackgroundTasks implements Tasks {
  /** How long work runs before {@link #running} shows it: shorter work would only flicker. */
  private static final long SHOWN_AFTER_MILLIS = 300;

  private final ExecutorService workers = Executors.newCachedThreadPool(named("work"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(named("clock"));
  private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
  private final List<BackgroundJob<?>> jobs = new ArrayList<>();

  /** Work that has been under way for a while, oldest first. Used on the JavaFX thread. */
  public ObservableList<RunningTask> running() {
    return FXCollections.unmodifiableObservableList(running);
  }

  @Override
  public <T> Job start(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
    BackgroundJob<T> job = new BackgroundJob<>(title, work, done, failed);
    synchronized (jobs) {
      jobs.add(job);
    }
    job.begin();
    return job;
  }

  /**
   * Begins work whose value somebody will wait for; for what a start needs in any case and can be
   * done while JavaFX itself is still starting.
   */
  public <T> Future<T> ahead(Callable<T> work) {
    return workers.submit(work);
  }

  @Override
  public void onScreen(Runnable update) {
    if (Platform.isFxApplicationThread()) {
      update.run();
    } else {
      Platform.runLater(update);
    }
  }

  @Override
  public Job later(long millis, Runnable update) {
    Delayed delayed = new Delayed(update);
    try {
      delayed.timer =
          clock.schedule(() -> Platform.runLater(delayed::fire), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // The window is gone: what ends a little later than it has nobody to be shown to.
      delayed.cancel();
    }
    return delayed;
  }

  @Override
  public void close() {
    List<BackgroundJob<?>> left;
    synchronized (jobs) {
      left = List.copyOf(jobs);
    }
    left.forEach(BackgroundJob::cancel);
    clock.shutdownNow();
    workers.shutdownNow();
  }

  private static ThreadFactory named(String role) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "continuum-" + role + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Runs an update once, unless cancelled before; both on the JavaFX thread. */
  private static final class Delayed implements Job {
    private final Runnable update;
    private volatile @Nullable Future<?> timer;
    private boolean over;

    Delayed(Runnable update) {
      this.update = update;
    }

    void fire() {
      if (!over) {
        over = true;
        update.run();
      }
    }

    @Override
    public void cancel() {
      over = true;
      Future<?> pending = timer;
      if (pending != null) {
        pending.cancel(false);
      }
    }

    @Override
    public boolean isActive() {
      return !over;
    }
  }

  private final class BackgroundJob<T> implements Job, Progress {
    private final String title;
    private final Work<T> work;
    private final Consumer<T> done;
    private final Consumer<Exception> failed;
    private final RunningTask shown;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean updateQueued = new AtomicBoolean();
    private final ReentrantLock threadLock = new ReentrantLock();
    private volatile String message = "";
    private volatile double fraction = -1;
    private @Nullable Thread thread;

    BackgroundJob(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
      this.title = title;
      this.work = work;
      this.done = done;
      this.failed = failed;
      this.shown = new RunningTask(title, this::cancel);
    }

    void begin() {
      workers.execute(this::run);
      clock.schedule(
          () -> Platform.runLater(this::show), SHOWN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void show() {
      if (isActive()) {
        running.add(shown);
      }
    }

    private void run() {
      if (!enter()) {
        return;
      }
      try {
        T value = work.run(this);
        leave();
        Platform.runLater(() -> end(() -> done.accept(value)));
      } catch (Exception failure) {
        leave();
        Platform.runLater(() -> end(() -> failed.accept(failure)));
      } catch (Throwable broken) {
        leave();
        Platform.runLater(() -> end(() -> {}));
        throw broken;
      }
    }

    private boolean enter() {
      threadLock.lock();
      try {
        if (over.get()) {
          return false;
        }
        thread = Thread.currentThread();
        Thread.currentThread().setName("continuum-work: " + title);
        return true;
      } finally {
        threadLock.unlock();
      }
    }

    /** After this a late cancel cannot interrupt the next work on the same thread. */
    private void leave() {
      threadLock.lock();
      try {
        thread = null;
        // Taken off the thread, which the pool may give to other work.
        boolean unused = Thread.interrupted();
        Thread.currentThread().setName("continuum-work: idle");
      } finally {
        threadLock.unlock();
      }
    }

    private void end(Runnable outcome) {
      forget();
      if (over.compareAndSet(false, true)) {
        outcome.run();
      }
    }

    private void forget() {
      running.remove(shown);
      synchronized (jobs) {
        jobs.remove(this);
      }
    }

    @Override
    public void cancel() {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      threadLock.lock();
      try {
        if (thread != null) {
          thread.interrupt();
        }
      } finally {
        threadLock.unlock();
      }
      onScreen(this::forget);
    }

    @Override
    public boolean isActive() {
      return !over.get();
    }

    @Override
    public void message(String text) {
      message = text;
      queueUpdate();
    }

    @Override
    public void fraction(double done) {
      fraction = done;
      queueUpdate();
    }

    /** Many updates told quickly reach the screen as one. */
    private void queueUpdate() {
      if (updateQueued.compareAndSet(false, true)) {
        Platform.runLater(() -> {
          updateQueued.set(false);
          shown.update(message, fraction);
        });
      }
    }
  }
}
