package dev.continuum.targets.ssh.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ssh_config} files say of one host; empty where they say nothing. */
public final class HostSettings {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhdwSMHDW]?)");
  private static final Pattern TIMES = Pattern.compile("(\\d{1,6}[smhdwSMHDW]?){1,8}");

  private final SshSettings settings;
  private final String host;
  private final Optional<String> user;
  private final OptionalInt port;
  private final Map<String, List<String>> values;
  private final List<String> notes;

  HostSettings(
      SshSettings settings,
      String host,
      Optional<String> user,
      OptionalInt port,
      Map<String, List<String>> values,
      List<String> notes) {
    this.settings = settings;
    this.host = host;
    this.user = user;
    this.port = port;
    this.values = Map.copyOf(values);
    this.notes = notes;
  }

  /** Whether a value can be one of that keyword, as far as it is looked at here. */
  static boolean valid(String keyword, List<String> arguments) {
    String first = arguments.getFirst();
    return switch (keyword) {
      case "port" -> number(first, 1, 65_535).isPresent();
      case "serveralivecountmax" -> number(first, 0, 1_000_000).isPresent();
      case "serveraliveinterval", "connecttimeout" ->
          first.equals("none") || TIMES.matcher(first).matches();
      case "hostname" -> !first.startsWith("-") && first.chars().noneMatch(c -> c <= ' ');
      case "user" -> !first.isEmpty() && !first.startsWith("-");
      default -> true;
    };
  }

  /** The host as it was asked for. */
  public String host() {
    return host;
  }

  /** Whether any line holds for this host. */
  public boolean known() {
    return !values.isEmpty();
  }

  /** What of the files was skipped on the way, sentences for the user. */
  public List<String> notes() {
    return notes;
  }

  /** The name or address to connect to ({@code HostName}); the host itself when nothing is said. */
  public String hostName() {
    String name = first("hostname").orElse(host);
    return name.replace("%%", "\u0000").replace("%h", host).replace('\u0000', '%');
  }

  /** The account asked for, else {@code User}. */
  public Optional<String> user() {
    return user.or(() -> first("user"));
  }

  /** The port asked for, else {@code Port}. */
  public OptionalInt port() {
    return port.isPresent()
        ? port
        : first("port").map(p -> OptionalInt.of(Integer.parseInt(p))).orElse(OptionalInt.empty());
  }

  /** {@code ProxyJump}, as {@code ssh -J} takes it, or {@code none}. */
  public Optional<String> proxyJump() {
    return first("proxyjump").map(this::expanded);
  }

  /** Whether a {@code ProxyCommand} is wanted, which is not run here. */
  public boolean hasProxyCommand() {
    return first("proxycommand").filter(c -> !c.equalsIgnoreCase("none")).isPresent();
  }

  /** The key files, in their order; empty when none is named. */
  public List<Path> identityFiles() {
    return paths("identityfile");
  }

  /** A file of the user's {@code .ssh} folder. */
  public Path userFile(String name) {
    return settings.userFolder().resolve(name);
  }

  /** The certificate files. */
  public List<Path> certificateFiles() {
    return paths("certificatefile");
  }

  /** Whether {@code IdentityFile none} or a file is said, so that no default key is tried. */
  public boolean namesIdentities() {
    return values.containsKey("identityfile");
  }

  /** Whether only the key files named are offered, with the agent's help where it has them. */
  public boolean identitiesOnly() {
    return first("identitiesonly").filter(HostSettings::isYes).isPresent();
  }

  /** The agent's socket: {@code IdentityAgent}, else the user's. */
  public Optional<Path> agentSocket() {
    Optional<String> said = first("identityagent");
    if (said.isEmpty() || said.get().equals("SSH_AUTH_SOCK")) {
      return settings.agentSocket();
    }
    if (said.get().equalsIgnoreCase("none")) {
      return Optional.empty();
    }
    String text = said.get();
    if (text.startsWith("$") && !text.startsWith("${")) {
      text = "${" + text.substring(1) + "}";
    }
    return path(text);
  }

  /** The names of {@code PreferredAuthentications}, in order; empty when nothing is said. */
  public List<String> preferredAuthentications() {
    return first("preferredauthentications")
        .map(v -> List.of(v.toLowerCase(Locale.ROOT).split(",")))
        .orElse(List.of());
  }

  /** {@code ServerAliveInterval}; empty also for 0. */
  public Optional<Duration> aliveInterval() {
    return first("serveraliveinterval").map(HostSettings::time).filter(time -> !time.isZero());
  }

  /** {@code ServerAliveCountMax}. */
  public OptionalInt aliveCount() {
    return first("serveralivecountmax")
        .map(c -> OptionalInt.of(Integer.parseInt(c)))
        .orElse(OptionalInt.empty());
  }

  /** {@code ConnectTimeout}. */
  public Optional<Duration> connectTimeout() {
    return first("connecttimeout")
        .filter(c -> !c.equals("none"))
        .map(HostSettings::time)
        .filter(time -> !time.isZero());
  }

  /** {@code HostKeyAlias}: the name its key is looked up by. */
  public Optional<String> hostKeyAlias() {
    return first("hostkeyalias");
  }

  /** The files with known keys: the user's, then the system's. */
  public List<Path> knownHostsFiles() {
    List<Path> files = new ArrayList<>();
    if (values.containsKey("userknownhostsfile")) {
      files.addAll(paths("userknownhostsfile"));
    } else {
      files.add(settings.userFolder().resolve("known_hosts"));
      files.add(settings.userFolder().resolve("known_hosts2"));
    }
    if (values.containsKey("globalknownhostsfile")) {
      files.addAll(paths("globalknownhostsfile"));
    } else {
      settings
          .systemFolder()
          .ifPresent(system -> {
            files.add(system.resolve("ssh_known_hosts"));
            files.add(system.resolve("ssh_known_hosts2"));
          });
    }
    return files;
  }

  /** {@code AddressFamily}: {@code inet}, {@code inet6} or {@code any}. */
  public String addressFamily() {
    return first("addressfamily").orElse("any").toLowerCase(Locale.ROOT);
  }

  /**
   * A list of algorithms: {@code Ciphers}, {@code KexAlgorithms}, {@code MACs}, {@code
   * HostKeyAlgorithms}; {@code +}, {@code -} and {@code ^} change the usual list.
   *
   * @param usual what is used when nothing is said, separated by commas
   */
  public String algorithms(String keyword, String usual) {
    String said = first(keyword.toLowerCase(Locale.ROOT)).orElse("");
    if (said.isEmpty()) {
      return usual;
    }
    List<String> known = new ArrayList<>(Arrays.asList(usual.split(",")));
    List<String> named =
        Arrays.asList(said.substring("+-^".indexOf(said.charAt(0)) < 0 ? 0 : 1).split(","));
    switch (said.charAt(0)) {
      case '-' -> known.removeIf(name -> HostPatterns.matches(named, name));
      case '^' -> {
        known.removeAll(named);
        known.addAll(0, named);
      }
      case '+' -> named.stream().filter(n -> !known.contains(n)).forEach(known::add);
      default -> {
        return said;
      }
    }
    return known.isEmpty() ? usual : String.join(",", known);
  }

  private Optional<String> first(String keyword) {
    return Optional.ofNullable(values.get(keyword)).map(List::getFirst);
  }

  private List<Path> paths(String keyword) {
    return values.getOrDefault(keyword, List.of()).stream()
        .filter(p -> !p.equalsIgnoreCase("none"))
        .map(this::path)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Path> path(String text) {
    try {
      return Optional.of(settings.userFolder().resolve(settings.fromHome(expanded(text))));
    } catch (InvalidPathException e) {
      // No file can have that name, so there is none.
      return Optional.empty();
    }
  }

  /** Fills in environment variables and the tokens of ssh_config(5); others stay as they are. */
  private String expanded(String text) {
    String filled =
        VARIABLE
            .matcher(text)
            .replaceAll(found -> {
              String value = System.getenv(found.group(1));
              return Matcher.quoteReplacement(value == null ? found.group() : value);
            });
    StringBuilder result = new StringBuilder();
    for (int at = 0; at < filled.length(); at++) {
      char c = filled.charAt(at);
      if (c == '%' && at + 1 < filled.length()) {
        result.append(token(filled.charAt(++at)));
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  private String token(char letter) {
    String here = System.getProperty("user.name", "");
    return switch (letter) {
      case '%' -> "%";
      case 'd' -> settings.home().toString();
      case 'h' -> hostName();
      case 'n' -> host;
      case 'k' -> hostKeyAlias().orElse(host);
      case 'p' -> String.valueOf(port().orElse(22));
      case 'r' -> user().orElse(here);
      case 'u' -> here;
      default -> "%" + letter;
    };
  }

  private static boolean isYes(String value) {
    return value.equalsIgnoreCase("yes") || value.equalsIgnoreCase("true");
  }

  private static OptionalInt number(String text, int least, int most) {
    if (!text.matches("\\d{1,9}")) {
      return OptionalInt.empty();
    }
    int value = Integer.parseInt(text);
    return value < least || value > most ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** Such as {@code 90}, {@code 2m}, {@code 1h30m}. */
  private static Duration time(String text) {
    Duration sum = Duration.ZERO;
    Matcher parts = TIME.matcher(text);
    while (parts.find()) {
      long count = Long.parseLong(parts.group(1));
      sum =
          sum.plusSeconds(
              count
                  * switch (parts.group(2).toLowerCase(Locale.ROOT)) {
                    case "m" -> 60;
                    case "h" -> 3600;
                    case "d" -> 86_400;
                    case "w" -> 604_800;
                    default -> 1;
                  });
    }
    // More than a day is as good as for ever, and fits where milliseconds are an int.
    return sum.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : sum;
  }
}
