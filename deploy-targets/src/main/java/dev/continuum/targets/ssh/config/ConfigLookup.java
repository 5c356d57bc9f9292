package dev.continuum.targets.ssh.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One walk over the files for one host: the first value of a keyword holds. */
final class ConfigLookup {
  private static final Set<String> ACCUMULATING = Set.of("identityfile", "certificatefile");

  private final SshSettings settings;
  private final String host;
  private final Optional<String> user;
  private final OptionalInt port;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private boolean finalPass;
  private boolean finalWanted;

  ConfigLookup(SshSettings settings, String host, Optional<String> user, OptionalInt port) {
    this.settings = settings;
    this.host = host;
    this.user = user;
    this.port = port;
  }

  HostSettings run(List<List<SshConfig.Statement>> files) {
    files.forEach(this::read);
    if (finalWanted) {
      finalPass = true;
      files.forEach(this::read);
    }
    return view();
  }

  private HostSettings view() {
    return new HostSettings(settings, host, user, port, values, List.copyOf(notes));
  }

  private void read(List<SshConfig.Statement> statements) {
    boolean active = true;
    for (SshConfig.Statement statement : statements) {
      switch (statement) {
        case SshConfig.Statement.Included(var files) -> {
          if (active) {
            files.forEach(this::read);
          }
        }
        case SshConfig.Statement.Setting(var line) -> {
          switch (line.keyword()) {
            case "host" -> active = HostPatterns.matches(line.arguments(), host);
            case "match" -> active = matches(line);
            default -> {
              if (active) {
                put(line);
              }
            }
          }
        }
      }
    }
  }

  private boolean matches(ConfigLine line) {
    List<String> arguments = line.arguments();
    boolean all = true;
    for (int at = 0; at < arguments.size(); at++) {
      String criterion = arguments.get(at).toLowerCase(Locale.ROOT);
      boolean negated = criterion.startsWith("!");
      criterion = negated ? criterion.substring(1) : criterion;
      int equals = criterion.indexOf('=');
      String argument = "";
      if (equals > 0) {
        argument = arguments.get(at).substring(equals + 1 + (negated ? 1 : 0));
        criterion = criterion.substring(0, equals);
      } else if (!Set.of("all", "canonical", "final").contains(criterion)) {
        at++;
        if (at >= arguments.size()) {
          notes.add(line.place() + " was skipped: “Match " + criterion + "” wants a value.");
          return false;
        }
        argument = arguments.get(at);
      }
      all &= matches(line, criterion, argument) != negated;
    }
    return all;
  }

  private boolean matches(ConfigLine line, String criterion, String argument) {
    List<String> patterns = Arrays.asList(argument.split(","));
    String here = System.getProperty("user.name", "");
    return switch (criterion) {
      case "all" -> true;
      case "final" -> {
        finalWanted = true;
        yield finalPass;
      }
      // Names are not made canonical here, so this never comes true.
      case "canonical" -> false;
      case "host" -> HostPatterns.matches(patterns, view().hostName());
      case "originalhost" -> HostPatterns.matches(patterns, host);
      case "user" -> HostPatterns.matches(patterns, view().user().orElse(here));
      case "localuser" -> HostPatterns.matches(patterns, here);
      default -> {
        notes.add(
            line.place()
                + " and what belongs to it was skipped: “Match "
                + criterion
                + "” is not looked at here.");
        yield false;
      }
    };
  }

  private void put(ConfigLine line) {
    String keyword = line.keyword();
    if (!HostSettings.valid(keyword, line.arguments())) {
      notes.add(
          line.place()
              + " was skipped: “"
              + line.arguments().getFirst()
              + "” cannot be a "
              + keyword
              + ".");
      return;
    }
    if (ACCUMULATING.contains(keyword)) {
      List<String> known = values.computeIfAbsent(keyword, k -> new ArrayList<>());
      line.arguments().stream().filter(a -> !known.contains(a)).forEach(known::add);
      return;
    }
    // Of these two whichever comes first holds, and the other is not looked at.
    boolean other =
        switch (keyword) {
          case "proxyjump" -> values.containsKey("proxycommand");
          case "proxycommand" -> values.containsKey("proxyjump");
          default -> false;
        };
    if (!other) {
      values.putIfAbsent(keyword, line.arguments());
    }
  }
}
