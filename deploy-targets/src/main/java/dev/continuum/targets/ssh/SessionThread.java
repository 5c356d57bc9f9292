package dev.continuum.targets.ssh;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread a session is confined to: a daemon that ends when idle and comes back. */
final class SessionThread {
  private static final long IDLE_SECONDS = 10;

  private SessionThread() {}

  static ExecutorService start(String device) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("ssh-" + device).factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
