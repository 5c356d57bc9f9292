package dev.continuum.templates;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The compilers and runtimes on this computer, found by asking them. Every question starts
 * processes and takes up to some hundred milliseconds; what the tools are is data, in {@code
 * toolchains.toml}. For use by any thread.
 */
public final class Toolchains {
  private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)+\\S*");
  private static final String WASI_C = "wasi-c";

  /** Package managers and the program that shows a system has one, in the order they are tried. */
  private static final List<String> MANAGERS = List.of("apt", "dnf", "pacman", "apk");

  private final SystemPrograms programs;
  private WasiClangSearch.@Nullable Result wasi;

  Toolchains(SystemPrograms programs) {
    this.programs = programs;
  }

  /** Those of this computer, with this process's environment. */
  public static Toolchains ofSystem() {
    return of(System.getenv());
  }

  /** Those of this computer, with other environment variables ({@code PATH}, {@code HOME}, …). */
  public static Toolchains of(Map<String, String> environment) {
    String system = System.getProperty("os.name", "");
    Path root = Path.of("").toAbsolutePath().getRoot();
    return new Toolchains(
        new SystemPrograms(environment, root == null ? Path.of("/") : root, system));
  }

  /** All tools worth knowing of, found or missing. */
  public List<Tool> detect() {
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : Resources.toml("toolchains.toml").get("tool")) {
      tools.add(detect(tool));
    }
    return List.copyOf(tools);
  }

  /** One tool; empty when nothing is known of this id. */
  public Optional<Tool> detect(String id) {
    for (JsonNode tool : Resources.toml("toolchains.toml").get("tool")) {
      if (tool.get("id").stringValue().equals(id)) {
        return Optional.of(detect(tool));
      }
    }
    return Optional.empty();
  }

  /** A clang that builds WASI apps, asked for once. */
  public Optional<WasiClang> wasiClang() {
    return wasi().clang();
  }

  private synchronized WasiClangSearch.Result wasi() {
    WasiClangSearch.Result known = wasi;
    if (known == null) {
      known = new WasiClangSearch(programs).search();
      wasi = known;
    }
    return known;
  }

  /** How a program that is missing may be got here; empty when nothing is known of it. */
  Optional<String> install(String program) {
    for (JsonNode tool : Resources.toml("toolchains.toml").get("tool")) {
      if (tool.has("programs") && Resources.strings(tool.get("programs")).contains(program)) {
        return Optional.of(install(tool.get("install")));
      }
    }
    return Optional.empty();
  }

  private Tool detect(JsonNode tool) {
    String id = tool.get("id").stringValue();
    String title = tool.get("title").stringValue();
    String purpose = tool.get("purpose").stringValue();
    String install = install(tool.get("install"));
    if (id.equals(WASI_C)) {
      WasiClangSearch.Result result = wasi();
      return new Tool(
          id,
          title,
          purpose,
          result.clang().map(WasiClang::sysroot),
          result.clang().map(clang -> clang.target() + " with clang " + clang.version()),
          result.trouble(),
          install);
    }
    String trouble = title + " was not found.";
    for (String program : Resources.strings(tool.get("programs"))) {
      Optional<Path> path = programs.find(program);
      if (path.isEmpty()) {
        continue;
      }
      List<String> question = new ArrayList<>(List.of(path.get().toString()));
      question.addAll(Resources.strings(tool.get("version")));
      Optional<SystemPrograms.Answer> answer = SystemPrograms.ask(question);
      if (answer.isPresent() && answer.get().status() == 0) {
        return new Tool(id, title, purpose, path, version(answer.get().firstLine()), "", install);
      }
      trouble = path.get() + " is there but does not work.";
    }
    return new Tool(id, title, purpose, Optional.empty(), Optional.empty(), trouble, install);
  }

  /** The version in a line such as {@code go version go1.24.1 linux/amd64}. */
  static Optional<String> version(String line) {
    Matcher matcher = VERSION.matcher(line);
    return matcher.find()
        ? Optional.of(matcher.group().replaceAll("[\",;)]+$", ""))
        : Optional.empty();
  }

  private String install(JsonNode words) {
    String manager = "other";
    if (programs.windows()) {
      manager = "winget";
    } else if (programs.mac()) {
      manager = "brew";
    } else {
      for (String candidate : MANAGERS) {
        if (programs.find(candidate).isPresent()) {
          manager = candidate;
          break;
        }
      }
    }
    JsonNode text = words.has(manager) ? words.get(manager) : words.get("other");
    return text.stringValue();
  }
}
