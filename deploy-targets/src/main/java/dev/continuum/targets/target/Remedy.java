package dev.continuum.targets.target;

/** Something that would help where a module does not fit a device; the user chooses. */
public sealed interface Remedy {
  /** What it is, as the beginning of a button or a list: {@code Run it with Node.js}. */
  String title();

  /**
   * Let another runtime of the device run it than the one that was asked for.
   *
   * @param id the runtime's
   * @param name what the user reads for it
   */
  record OtherRuntime(String id, String name) implements Remedy {
    @Override
    public String title() {
      return "Run it with " + name;
    }
  }

  /**
   * Put a runtime on the device.
   *
   * @param id the runtime's
   * @param name what the user reads for it
   * @param since the first version that would do; empty: any
   */
  record Provision(String id, String name, String since) implements Remedy {
    @Override
    public String title() {
      return "Put " + name + (since.isEmpty() ? "" : " " + since + " or newer") + " on the device";
    }
  }

  /**
   * Send the module without what only debuggers read.
   *
   * @param savedBytes how much smaller its file would be
   */
  record Strip(long savedBytes) implements Remedy {
    @Override
    public String title() {
      return "Send it without its debugging information";
    }
  }
}
