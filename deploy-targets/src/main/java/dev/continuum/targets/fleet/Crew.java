package dev.continuum.targets.fleet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Works on many things at once, on virtual threads of its own. */
final class Crew {
  private final String name;
  private final int parallel;
  private final Runnable onInterrupt;
  private final List<Thread> threads = new ArrayList<>();
  private boolean interrupted;

  /**
   * A crew.
   *
   * @param name begins the names of its threads
   * @param parallel how many things are worked on at once
   * @param onInterrupt called when the thread that waits for the work is interrupted, before the
   *     work is
   */
  Crew(String name, int parallel, Runnable onInterrupt) {
    this.name = name;
    this.parallel = parallel;
    this.onInterrupt = onInterrupt;
  }

  /**
   * Works on each thing in order and returns when all that was begun is done. Interrupting the
   * calling thread interrupts all work and is left pending.
   *
   * @param goesOn asked before each next thing
   */
  <T> void work(List<T> things, BooleanSupplier goesOn, Consumer<T> work) {
    Iterator<T> next = things.iterator();
    List<Thread> mine = new ArrayList<>();
    for (int i = 0; i < Math.min(parallel, things.size()); i++) {
      mine.add(
          Thread.ofVirtual()
              .name(name + "-" + i)
              .unstarted(() -> {
                for (T thing = take(next, goesOn); thing != null; thing = take(next, goesOn)) {
                  work.accept(thing);
                }
              }));
    }
    synchronized (this) {
      threads.addAll(mine);
    }
    mine.forEach(Thread::start);
    boolean stopped = false;
    for (Thread thread : mine) {
      stopped |= join(thread);
    }
    synchronized (this) {
      threads.removeAll(mine);
    }
    if (stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> @Nullable T take(Iterator<T> next, BooleanSupplier goesOn) {
    synchronized (next) {
      if (isInterrupted() || !goesOn.getAsBoolean() || !next.hasNext()) {
        return null;
      }
      return next.next();
    }
  }

  private boolean join(Thread thread) {
    boolean stopped = false;
    while (true) {
      try {
        thread.join();
        return stopped;
      } catch (InterruptedException e) {
        stopped = true;
        onInterrupt.run();
        interrupt();
      }
    }
  }

  private synchronized boolean isInterrupted() {
    return interrupted;
  }

  /** Interrupts all work; nothing new is begun. */
  synchronized void interrupt() {
    interrupted = true;
    threads.forEach(Thread::interrupt);
  }
}
