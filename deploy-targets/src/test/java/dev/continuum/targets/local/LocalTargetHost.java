package dev.continuum.targets.local;

import dev.continuum.targets.target.run.Execution;
import dev.continuum.targets.target.run.LocalOptions;
import dev.continuum.targets.target.run.RunConfiguration;
import dev.continuum.targets.target.run.RunEngine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A program with a guest: says the guest's process id once the guest runs, then waits for its end.
 */
final class LocalTargetHost {
  private LocalTargetHost() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch speaking = new CountDownLatch(1);
    Execution execution =
        new LocalTarget(Path.of(arguments[0]))
            .start(
                RunConfiguration.of(Path.of(arguments[1])),
                new LocalOptions(Optional.of(RunEngine.valueOf(arguments[2])), Optional.empty()),
                (stream, buffer, length) -> speaking.countDown());
    speaking.await();
    System.out.println(
        ProcessHandle.current().children().map(ProcessHandle::pid).findFirst().orElseThrow());
    System.out.flush();
    execution.exit().join();
  }
}
