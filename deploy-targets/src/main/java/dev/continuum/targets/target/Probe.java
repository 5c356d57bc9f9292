package dev.continuum.targets.target;

import java.time.Instant;
import java.util.List;

/**
 * What a device said about itself.
 *
 * @param time when it was asked, by this computer's clock
 * @param operatingSystem such as {@code Debian GNU/Linux 12}
 * @param architecture the WebAssembly community's usual names: {@code x86-64}, {@code arm64}, …; as
 *     the device says for others
 * @param cLibrary what programs there are linked with: {@code glibc}, {@code musl}; empty when
 *     unknown
 * @param processors how many; 0 when unknown
 * @param memoryBytes installed; 0 when unknown
 * @param freeDiskBytes free where apps are kept; 0 when unknown
 * @param tools of those that matter, the ones found: {@code sha256sum}, {@code java}, {@code node}
 * @param runtimes what can run WebAssembly there, best first
 * @param facts what else it said
 */
public record Probe(
    Instant time,
    String operatingSystem,
    String architecture,
    String cLibrary,
    int processors,
    long memoryBytes,
    long freeDiskBytes,
    List<String> tools,
    List<Runtime> runtimes,
    DeviceFacts facts) {

  /** Copies the lists. */
  public Probe {
    tools = List.copyOf(tools);
    runtimes = List.copyOf(runtimes);
  }

  /** What a device said that told no more than this. */
  public Probe(
      Instant time,
      String operatingSystem,
      String architecture,
      String cLibrary,
      int processors,
      long memoryBytes,
      long freeDiskBytes,
      List<String> tools,
      List<Runtime> runtimes) {
    this(
        time,
        operatingSystem,
        architecture,
        cLibrary,
        processors,
        memoryBytes,
        freeDiskBytes,
        tools,
        runtimes,
        DeviceFacts.NONE);
  }

  /**
   * A WebAssembly runtime on a device.
   *
   * @param id the adapter's: {@code bundled} (the bundled runner on the device's Java), {@code
   *     node}
   * @param version as it says; of Java for the bundled runner
   * @param path the program's absolute path on the device
   */
  public record Runtime(String id, String version, String path) {}
}
