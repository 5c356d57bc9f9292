package dev.continuum.inspector.exec.wasi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a guest is granted of the host. One that is built without more has no arguments, no
 * environment, no files, an input at its end and outputs that are dropped; the computer's clock and
 * random numbers harm nobody.
 *
 * @param arguments the program's name, then its arguments
 * @param environment variables in the order the guest sees them
 */
public record WasiConfig(
    List<String> arguments,
    Map<String, String> environment,
    List<Preopen> preopens,
    WasiInput input,
    WasiOutput output,
    WasiOutput error,
    WasiClock clock,
    WasiRandom random) {

  /** Whether a guest may change what is in a directory. */
  public enum Access {
    READ_ONLY,
    READ_WRITE
  }

  /**
   * A directory that is open when the guest starts.
   *
   * @param host where it is; symbolic links in this path are followed
   * @param guest what the guest calls it
   */
  public record Preopen(Path host, String guest, Access access) {
    public Preopen {
      checkText(guest, "the name of a directory");
    }
  }

  /** More would leave a guest no descriptors of its own. */
  private static final int MAXIMUM_PREOPENS = 512;

  public WasiConfig {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    preopens = List.copyOf(preopens);
    arguments.forEach(argument -> checkText(argument, "an argument"));
    environment.forEach(WasiConfig::checkVariable);
    if (preopens.size() > MAXIMUM_PREOPENS) {
      throw new IllegalArgumentException(
          "more than " + MAXIMUM_PREOPENS + " directories: " + preopens.size());
    }
  }

  /** How much is granted, without the values: variables may hold secrets. */
  @Override
  public String toString() {
    return "WasiConfig[%d arguments, variables %s, preopens %s]"
        .formatted(arguments.size(), environment.keySet(), preopens);
  }

  public static Builder builder() {
    return new Builder();
  }

  private static void checkText(String text, String what) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " holds a character that is zero");
    }
  }

  private static void checkVariable(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException("not the name of a variable: '" + name + "'");
    }
    checkText(name, "the name of a variable");
    checkText(value, "the value of " + name);
  }

  /** Collects what a guest is granted. */
  public static final class Builder {
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Preopen> preopens = new ArrayList<>();
    private WasiInput input = WasiInput.EMPTY;
    private WasiOutput output = WasiOutput.DISCARDED;
    private WasiOutput error = WasiOutput.DISCARDED;
    private WasiClock clock = WasiClock.system();
    private WasiRandom random = WasiRandom.secure();

    private Builder() {}

    /** Adds arguments; the first of all is the program's name. */
    public Builder arguments(List<String> added) {
      arguments.addAll(added);
      return this;
    }

    public Builder arguments(String... added) {
      return arguments(List.of(added));
    }

    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Builder environment(Map<String, String> variables) {
      environment.putAll(variables);
      return this;
    }

    /** Grants a directory and all beneath it. */
    public Builder preopen(Path host, String guest, Access access) {
      preopens.add(new Preopen(host, guest, access));
      return this;
    }

    public Builder input(WasiInput source) {
      input = source;
      return this;
    }

    public Builder output(WasiOutput sink) {
      output = sink;
      return this;
    }

    public Builder error(WasiOutput sink) {
      error = sink;
      return this;
    }

    public Builder clock(WasiClock source) {
      clock = source;
      return this;
    }

    public Builder random(WasiRandom source) {
      random = source;
      return this;
    }

    public WasiConfig build() {
      return new WasiConfig(arguments, environment, preopens, input, output, error, clock, random);
    }
  }
}
