package dev.continuum.ide.device.log;

/** An app on a device, whose log is shown. */
public record LogSource(String device, String app) {
  /** Such as {@code filter on gateway}. */
  public String title() {
    return app + " on " + device;
  }
}
