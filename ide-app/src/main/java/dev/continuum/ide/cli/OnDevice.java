package dev.continuum.ide.cli;

import dev.continuum.targets.target.AppStatus;
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
        "runtime", status.runtime());
  }

  /** For people: {@code running}, {@code exited with status 3}. */
  static String state(AppStatus status) {
    Optional<Integer> exit = status.exitStatus();
    return status.state().name().toLowerCase(Locale.ROOT)
        + (status.state() == AppStatus.State.EXITED && exit.isPresent()
            ? " with status " + exit.get()
            : "");
  }
}
