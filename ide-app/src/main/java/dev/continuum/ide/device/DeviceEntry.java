package dev.continuum.ide.device;

import dev.continuum.targets.runtime.adapter.RuntimeNames;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.app.AppStatus;
import java.util.List;
import java.util.Optional;

/**
 * A device as the window knows it now.
 *
 * @param device what the user said about it
 * @param state whether it answers
 * @param trouble why it does not, whole sentences; empty otherwise
 * @param probe what it said about itself when it was last asked
 * @param apps what is on it; empty until it was asked in this session
 */
public record DeviceEntry(
    Device device, State state, String trouble, Optional<Probe> probe, List<AppStatus> apps) {
  /** Whether a device answers. */
  public enum State {
    /** Not asked in this session. */
    UNKNOWN("not contacted yet"),
    /** A connection is being made. */
    CONNECTING("connecting"),
    ONLINE("online"),
    OFFLINE("offline"),
    /** It answers and does not let the user in, or is not to be trusted. */
    REFUSED("refused");

    private final String title;

    State(String title) {
      this.title = title;
    }

    /** What the user reads. */
    public String title() {
      return title;
    }
  }

  /** Copies the list. */
  public DeviceEntry {
    apps = List.copyOf(apps);
  }

  /** The device's name. */
  public String name() {
    return device.name();
  }

  /** What stands at the row's right: the architecture while it answers, the state otherwise. */
  public String summary() {
    return switch (state) {
      // The room beside a name is small; the whole words are in the tooltip.
      case UNKNOWN -> probe.map(Probe::architecture).orElse("new");
      case ONLINE -> probe.map(Probe::architecture).orElse(state.title());
      default -> state.title();
    };
  }

  /** Architecture and runtime, such as {@code arm64, Node 20}; empty before the first probe. */
  public String abilities() {
    return probe.map(p -> p.architecture() + ", " + runtime(p)).orElse("");
  }

  private static String runtime(Probe probe) {
    return probe.runtimes().isEmpty()
        ? "no runtime"
        : RuntimeNames.brief(probe.runtimes().getFirst());
  }

  DeviceEntry with(State next, String why) {
    return new DeviceEntry(device, next, why, probe, apps);
  }

  DeviceEntry with(Probe found) {
    return new DeviceEntry(device, state, trouble, Optional.of(found), apps);
  }

  DeviceEntry with(List<AppStatus> found) {
    return new DeviceEntry(device, State.ONLINE, "", probe, found);
  }
}
