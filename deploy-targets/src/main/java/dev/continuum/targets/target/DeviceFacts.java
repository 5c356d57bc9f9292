package dev.continuum.targets.target;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a device said about its hardware, its system and what surrounds it: nothing here decides
 * what can run there. What it did not say is empty or 0.
 *
 * @param kernel name and release, such as {@code Linux 6.1.0-18-arm64}
 * @param bits of the system's programs: 32 or 64; 0 when unknown
 * @param byteOrder {@code little} or {@code big}; empty when unknown
 * @param processorModel as the system calls it
 * @param processorFeatures those that matter to compiled WebAssembly and to cryptography, in the
 *     kernel's words: {@code avx2}, {@code asimd}, {@code sha2}
 * @param cLibraryVersion such as {@code 2.36}
 * @param freeMemoryBytes what could be had without swapping; 0 when unknown
 * @param diskBytes the size of what apps are kept on; 0 when unknown
 * @param shell what runs the agent: {@code dash}, {@code bash}, {@code busybox}, or its path
 * @param loginShell the account's, an absolute path
 * @param initSystem what the first process is: {@code systemd}, {@code openrc}, {@code busybox},
 *     {@code sysvinit}, {@code runit}, {@code s6}, {@code procd}, {@code launchd}; {@code none}
 *     where a container's own program is first; the program's name where it is another
 * @param initVersion its version; empty when unknown
 * @param boot the ways an app could be started there at boot without root
 * @param surroundings what it runs in: {@code docker}, {@code lxc}, {@code kvm}, {@code wsl}, …;
 *     empty for a machine of its own and when unknown
 * @param trusted hardware for confidential computing and keys that it shows, by their device files
 * @param clock how far its clock is from this computer's
 */
public record DeviceFacts(
    String kernel,
    int bits,
    String byteOrder,
    String processorModel,
    List<String> processorFeatures,
    String cLibraryVersion,
    long freeMemoryBytes,
    long diskBytes,
    String shell,
    String loginShell,
    String initSystem,
    String initVersion,
    Set<Boot> boot,
    String surroundings,
    List<Trusted> trusted,
    Optional<Clock> clock) {
  /** Nothing known, as from a probe of an earlier version. */
  public static final DeviceFacts NONE =
      new DeviceFacts(
          "",
          0,
          "",
          "",
          List.of(),
          "",
          0,
          0,
          "",
          "",
          "",
          "",
          Set.of(),
          "",
          List.of(),
          Optional.empty());

  /** Copies the collections. */
  public DeviceFacts {
    processorFeatures = List.copyOf(processorFeatures);
    boot = Set.copyOf(boot);
    trusted = List.copyOf(trusted);
  }

  /** What can start an app after the device was switched on. */
  public enum Boot {
    /** The account has a systemd of its own ({@code systemctl --user} answers). */
    USER_SERVICES,
    /** That systemd begins at boot, not at the first login. */
    LINGER,
    /** The account may have a crontab, and something reads it. */
    CRON
  }

  /**
   * Hardware that only its device file or folder was seen of; nothing was asked of it.
   *
   * @param kind {@code AMD SEV-SNP}, {@code Intel TDX}, {@code TPM 2.0}, …
   * @param file its absolute path
   */
  public record Trusted(String kind, String file) {}

  /**
   * A device's clock beside this computer's, in whole milliseconds.
   *
   * @param offset the device's time minus this computer's; positive when it is ahead
   * @param uncertainty how far from that the truth may be, either way; not negative
   */
  public record Clock(Duration offset, Duration uncertainty) {
    /** Rounds: the offset to the nearest millisecond, the uncertainty up. */
    public Clock {
      offset = Duration.ofMillis(Math.round(offset.toNanos() / 1e6));
      uncertainty = Duration.ofMillis((long) Math.ceil(uncertainty.toNanos() / 1e6));
    }

    /** Whether it is certainly further away than that. */
    public boolean beyond(Duration limit) {
      return offset.abs().minus(uncertainty).compareTo(limit) > 0;
    }
  }
}
