package dev.continuum.targets.device;

import dev.continuum.targets.release.AgentAnswer;
import dev.continuum.targets.release.DeviceAgent;
import dev.continuum.targets.ssh.SshConnection;
import dev.continuum.targets.target.TargetException;
import dev.continuum.targets.target.TargetException.Problem;
import java.time.Duration;
import java.util.List;

/** Restarts a device and waits until it is back. */
final class DeviceReboot {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SshConnection connection;
  private final DeviceAgent agent;

  DeviceReboot(SshConnection connection, DeviceAgent agent) {
    this.connection = connection;
    this.agent = agent;
  }

  /** Restarts it; gives which boot that ends, a dash where the system does not tell. */
  String reboot() throws TargetException {
    String before = boot();
    try {
      AgentAnswer answer = agent.call("", LIMIT, List.of("reboot"));
      if (answer.value("way").isEmpty()) {
        throw notAllowed(answer.value("words").orElse(""));
      }
    } catch (TargetException e) {
      // It went down before it could answer; whether it did is seen when it is back.
      if (e.problem() != Problem.UNREACHABLE || connection.connected()) {
        throw e;
      }
    }
    return before;
  }

  private TargetException notAllowed(String words) {
    String said = words.strip().replaceAll("\\p{Cntrl}+", " ").replaceAll("\\.$", "");
    String name = connection.device().name();
    return new TargetException(
        Problem.PROTOCOL,
        connection.device().user()
            + " may not restart "
            + name
            + (said.isEmpty() ? "." : ": " + said + "."),
        "Sign in there as root, or let that user run ‘reboot’ with sudo without a password.");
  }

  private String boot() throws TargetException {
    return agent.call("", LIMIT, List.of("boot")).value("boot").orElse("-");
  }

  /** Asks again and again until it answers from another boot. */
  void awaitBack(String boot, Duration limit) throws TargetException {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean away = false;
    while (true) {
      try {
        String now = boot();
        if (boot.equals("-") ? away : !now.equals(boot)) {
          return;
        }
      } catch (TargetException e) {
        if (e.problem() != Problem.UNREACHABLE) {
          throw e;
        }
        away = true;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw late(away, limit);
      }
      pause();
    }
  }

  private void pause() throws TargetException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TargetException(
          Problem.CANCELLED,
          "Waiting for " + connection.device().name() + " was cancelled.",
          "",
          e);
    }
  }

  private TargetException late(boolean away, Duration limit) {
    String name = connection.device().name();
    return away
        ? new TargetException(
            Problem.UNREACHABLE,
            name + " has not come back within " + limit.toSeconds() + " seconds of its restart.",
            "Refresh it in a while; if it stays away, look at the device itself.")
        : new TargetException(
            Problem.PROTOCOL,
            name + " was told to restart and has not done so in " + limit.toSeconds() + " seconds.",
            "Look in its shell what keeps it up.");
  }
}
