package dev.continuum.ide.cli.deploy;

import dev.continuum.ide.cli.command.Json;
import dev.continuum.ide.cli.command.Times;
import dev.continuum.targets.target.app.AppStatus;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an app on a device is described. */
final class OnDevice {
  private OnDevice() {}

  /** For programs. */
  static Map<String, @Nullable Object> toJson(String device, AppStatus status) {
    return Json.object(
        "app", status.app(),
        "device", device,
        "release", status.release(),
        "state", status.state().name().toLowerCase(Locale.ROOT),
        "exitStatus", status.exitStatus(),
        "since", status.since(),
        "digest", status.digest(),
        "runtime", status.runtime(),
        "restarts", status.restarts(),
        "next", status.next(),
        "process", status.process(),
        "watched", status.watched());
  }

  /** For people: {@code running}, {@code exited with status 3}. */
  static String state(AppStatus status) {
    Optional<Integer> exit = status.exitStatus();
    String state = status.state().name().toLowerCase(Locale.ROOT);
    if (!status.watched()) {
      return state + ", unwatched";
    }
    return status.state() == AppStatus.State.EXITED && exit.isPresent()
        ? state + " with status " + exit.get()
        : state;
  }

  /** The same after the app's name: {@code is running}, {@code has exited with status 3}. */
  static String predicate(AppStatus status) {
    return (status.state() == AppStatus.State.EXITED ? "has " : "is ") + state(status);
  }

  /** For people: {@code 3 restarts}; empty when there was none. */
  static String restarts(AppStatus status) {
    return switch (status.restarts()) {
      case 0 -> "";
      case 1 -> "1 restart";
      default -> status.restarts() + " restarts";
    };
  }

  /** For people: when it starts next; empty when it does not by itself. */
  static String next(AppStatus status) {
    return status.next().map(next -> "next " + Times.local(next)).orElse("");
  }
}
