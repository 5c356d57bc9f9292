package dev.continuum.ide.device;

import dev.continuum.ide.output.PlainText;
import dev.continuum.targets.ssh.config.HostSettings;
import dev.continuum.targets.ssh.config.SshConfig;
import dev.continuum.targets.target.Device;
import dev.continuum.targets.target.Device.Authentication;
import dev.continuum.targets.target.run.RunConfiguration;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the user types about a device, and what is wrong with it as it is typed. */
final class DeviceFormModel {
  /** How the user proves who they are. */
  enum Login {
    AGENT("SSH agent or default keys"),
    KEY_FILE("Key file"),
    PASSWORD("Password, asked for each time");

    private final String title;

    Login(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  final StringProperty name = new SimpleStringProperty("");
  final StringProperty host = new SimpleStringProperty("");
  final StringProperty port = new SimpleStringProperty("22");
  final StringProperty user = new SimpleStringProperty("");
  final StringProperty tags = new SimpleStringProperty("");
  final StringProperty keyFile = new SimpleStringProperty("");
  final ObjectProperty<Login> login = new SimpleObjectProperty<>(Login.AGENT);
  final StringProperty jump = new SimpleStringProperty("");
  final StringProperty alias = new SimpleStringProperty("");

  /** The hosts that {@code ~/.ssh/config} names; empty until {@link #offer}. */
  final ObservableList<String> aliases = FXCollections.observableArrayList();

  private final ObjectProperty<Optional<SshConfig>> config =
      new SimpleObjectProperty<>(Optional.empty());
  private final String userHere;
  private final Set<String> taken;
  private final String hostKey;
  private final Optional<Device> edited;

  /** A form for a new device; names in {@code taken} are refused. */
  DeviceFormModel(Set<String> taken, String userHere) {
    this.taken = taken;
    this.hostKey = "";
    this.edited = Optional.empty();
    this.userHere = userHere;
    user.set(userHere);
    alias.addListener((p, was, is) -> choose(is));
  }

  /** A form with what is known of a device. */
  DeviceFormModel(Set<String> taken, Device device) {
    this.taken = taken;
    this.hostKey = device.hostKey();
    this.edited = Optional.of(device);
    this.userHere = device.user();
    jump.set(device.jump());
    name.set(device.name());
    host.set(device.host());
    port.set(Integer.toString(device.port()));
    user.set(device.user());
    tags.set(String.join(", ", device.tags()));
    switch (device.authentication()) {
      case Authentication.Agent a -> login.set(Login.AGENT);
      case Authentication.KeyFile k -> {
        login.set(Login.KEY_FILE);
        keyFile.set(k.file().toString());
      }
      case Authentication.Password p -> login.set(Login.PASSWORD);
    }
  }

  /** The device being edited; empty for a new one. */
  Optional<Device> edited() {
    return edited;
  }

  /** What {@code ssh} is told about hosts: aliases to choose from, and what is said of the host. */
  void offer(SshConfig known) {
    config.set(Optional.of(known));
    if (edited.isEmpty()) {
      aliases.setAll(known.aliases());
    }
  }

  private void choose(@Nullable String chosen) {
    if (chosen != null && !chosen.isEmpty()) {
      String before = host.get();
      host.set(chosen);
      if (name.get().isBlank() || name.get().equals(nameOf(before))) {
        name.set(nameOf(chosen));
      }
      user.set(userHere);
      port.set("22");
      fillIn();
    }
  }

  /** Fills in the account and the port said of the host, where the user typed no others. */
  private void fillIn() {
    settings()
        .ifPresent(known -> {
          if (user.get().isBlank() || user.get().equals(userHere)) {
            known.user().ifPresent(user::set);
          }
          if (port.get().isBlank() || port.get().strip().equals("22")) {
            known.port().ifPresent(said -> port.set(Integer.toString(said)));
          }
        });
  }

  private Optional<HostSettings> settings() {
    return host.get().isBlank()
        ? Optional.empty()
        : config
            .get()
            .map(known -> known.host(host.get().strip(), Optional.empty(), OptionalInt.empty()))
            .filter(HostSettings::known);
  }

  /** What {@code ~/.ssh/config} says of the host, in words; empty when it says nothing. */
  StringBinding hostNote() {
    return Bindings.createStringBinding(
        () ->
            settings()
                .map(known -> {
                  List<String> said = new ArrayList<>();
                  if (!known.hostName().equals(known.host())) {
                    said.add(known.hostName());
                  }
                  known
                      .proxyJump()
                      .filter(way -> jump.get().isBlank() && !way.equalsIgnoreCase("none"))
                      .ifPresent(way -> said.add("through " + way));
                  if (login.get() == Login.AGENT && !known.identityFiles().isEmpty()) {
                    said.add("with the key " + known.identityFiles().getFirst());
                  }
                  known.notes().stream().limit(2).forEach(said::add);
                  return said.isEmpty()
                      ? ""
                      : "~/.ssh/config: " + PlainText.of(String.join(", ", said));
                })
                .orElse(""),
        host,
        jump,
        login,
        config);
  }

  /** Takes {@code user@host:port} apart where the user pasted it into the host field. */
  void spreadHost() {
    String text = host.get().strip();
    int at = text.lastIndexOf('@');
    if (at > 0) {
      user.set(text.substring(0, at));
      text = text.substring(at + 1);
    }
    int colon = text.lastIndexOf(':');
    if (colon > 0 && text.indexOf(':') == colon && text.substring(colon + 1).matches("\\d{1,5}")) {
      port.set(text.substring(colon + 1));
      text = text.substring(0, colon);
    }
    host.set(text);
    if (name.get().isBlank()) {
      name.set(nameOf(text));
    }
    if (edited.isEmpty()) {
      fillIn();
    }
  }

  /** What a device at a host may be called; empty when nothing suggests itself. */
  private static String nameOf(String host) {
    return RunConfiguration.APP_NAME.matcher(host).matches()
        ? host.replaceFirst("\\..*$", host.matches("[\\d.]+") ? "$0" : "")
        : "";
  }

  StringBinding nameTrouble() {
    return Bindings.createStringBinding(
        () -> {
          String text = name.get().strip();
          if (text.isEmpty()) {
            return "Give the device a name.";
          }
          if (!RunConfiguration.APP_NAME.matcher(text).matches()) {
            return "Use letters, digits, dots, dashes and underscores, at most 63.";
          }
          return taken.contains(text) ? "There is a device of that name already." : "";
        },
        name);
  }

  StringBinding hostTrouble() {
    return Bindings.createStringBinding(
        () -> {
          String text = host.get().strip();
          if (text.isEmpty()) {
            return "Say where the device is: a host name or an address.";
          }
          return text.startsWith("-") || text.chars().anyMatch(c -> c <= ' ')
              ? "This is not a host name or address."
              : "";
        },
        host);
  }

  StringBinding portTrouble() {
    return Bindings.createStringBinding(
        () -> portNumber().isPresent() ? "" : "The port is a number from 1 to 65535.", port);
  }

  StringBinding userTrouble() {
    return Bindings.createStringBinding(
        () -> {
          String text = user.get().strip();
          if (text.isEmpty()) {
            return "Say which account to use there.";
          }
          return text.startsWith("-") || text.chars().anyMatch(c -> c <= ' ')
              ? "This is not a user name."
              : "";
        },
        user);
  }

  StringBinding jumpTrouble() {
    return Bindings.createStringBinding(
        () -> {
          String text = jumpHosts();
          return text.startsWith("-") || text.chars().anyMatch(c -> c <= ' ')
              ? "Write hosts as user@host:port, separated by commas."
              : "";
        },
        jump);
  }

  private String jumpHosts() {
    return jump.get().strip().replaceAll("\\s*,\\s*", ",");
  }

  StringBinding keyFileTrouble() {
    return Bindings.createStringBinding(this::keyTrouble, keyFile, login);
  }

  private String keyTrouble() {
    if (login.get() != Login.KEY_FILE) {
      return "";
    }
    try {
      Path file = keyPath();
      if (keyFile.get().isBlank() || !Files.isRegularFile(file)) {
        return "Choose the file of the private key.";
      }
      return file.toString().endsWith(".pub")
          ? "This is the public half; choose the private key beside it."
          : "";
    } catch (InvalidPathException e) {
      return "This is not the name of a file.";
    }
  }

  private Path keyPath() {
    String text = keyFile.get().strip();
    return text.startsWith("~/")
        ? Path.of(System.getProperty("user.home", "."), text.substring(2))
        : Path.of(text);
  }

  BooleanBinding valid() {
    StringBinding[] all = {
      nameTrouble(), hostTrouble(), portTrouble(), userTrouble(), keyFileTrouble(), jumpTrouble()
    };
    return Bindings.createBooleanBinding(
        () -> Arrays.stream(all).allMatch(trouble -> trouble.get().isEmpty()), all);
  }

  private Optional<Integer> portNumber() {
    String text = port.get().strip();
    if (!text.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number >= 1 && number <= 65_535 ? Optional.of(number) : Optional.empty();
  }

  /** The device described; called only while {@link #valid} is true. */
  Device device() {
    String address = host.get().strip();
    int number = portNumber().orElseThrow();
    // Another machine has another key; the old one vouches for nothing there.
    String key =
        edited.filter(old -> old.host().equals(address) && old.port() == number).isPresent()
            ? hostKey
            : "";
    return new Device(
        name.get().strip(),
        address,
        number,
        user.get().strip(),
        authentication(),
        key,
        tagList(),
        jumpHosts(),
        edited.map(Device::notes).orElse(""));
  }

  private Authentication authentication() {
    return switch (login.get()) {
      case AGENT -> new Authentication.Agent();
      case KEY_FILE -> new Authentication.KeyFile(keyPath().toAbsolutePath().normalize());
      case PASSWORD -> new Authentication.Password();
    };
  }

  private List<String> tagList() {
    return Arrays.stream(tags.get().split("[,\\s]+")).filter(tag -> !tag.isEmpty()).toList();
  }
}
