package dev.continuum.ide.project;

import dev.continuum.targets.target.app.DeployOptions;
import dev.continuum.targets.target.run.Preopen;
import dev.continuum.targets.target.run.RunConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads a {@link ProjectFile}; one object for one file. */
final class ProjectFileReader {
  private static final long MAX_BYTES = 1 << 20;

  private final Path file;
  private final JsonNode toml;
  private final Map<String, Integer> lines;
  private final List<ProjectWarning> warnings = new ArrayList<>();

  private ProjectFileReader(Path file, JsonNode toml, Map<String, Integer> lines) {
    this.file = file;
    this.toml = toml;
    this.lines = lines;
  }

  static ProjectFile read(Path file) throws ProjectException {
    String text;
    try {
      if (!Files.isRegularFile(file)) {
        throw new ProjectException(
            "There is no " + ProjectFile.NAME + " in " + file.getParent() + ".",
            "Make one (docs/project-file.md says how), or begin with ‘continuum new’.",
            file,
            0,
            null);
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new ProjectException(
            file + " is larger than 1 MiB, so it is no project file.",
            "Look at what is in it.",
            file,
            0,
            null);
      }
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ProjectException(
          file + " cannot be read: " + e.getMessage() + ".",
          "Mend its permissions, or store it as UTF-8 text.",
          file,
          0,
          e);
    }
    try {
      return new ProjectFileReader(file, new TomlMapper().readTree(text), TomlLines.of(text))
          .read();
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new ProjectException(
          file
              + (line > 0 ? ", line " + line : "")
              + ": this is not TOML: "
              + e.getOriginalMessage().lines().findFirst().orElse("it cannot be read")
              + ".",
          "Mend that line.",
          file,
          line,
          e);
    }
  }

  private ProjectFile read() throws ProjectException {
    knownKeys("", toml, Set.of("app", "build", "run", "deploy"));
    JsonNode app = table("app", "name", "module");
    JsonNode build = table("build", "command");
    JsonNode run = table("run", "args", "env", "secrets", "dirs", "memory", "timeout");
    List<String> deployKeys = new ArrayList<>(DeployKeys.ALL);
    deployKeys.remove(DeployKeys.MEMORY);
    deployKeys.addAll(List.of("targets", "attested"));
    JsonNode deploy = table("deploy", deployKeys.toArray(String[]::new));

    String name = required(app, "app.name", "a name for the app, such as \"sensor-filter\"");
    if (!RunConfiguration.APP_NAME.matcher(name).matches()) {
      throw wrong(
          "app.name",
          "“" + name + "” cannot name an app",
          "Use letters, digits, dots, dashes and underscores, beginning with a letter or digit, at"
              + " most 63.");
    }
    Path module = module(required(app, "app.module", "the module's file"));
    List<String> command = strings(build, "build.command");
    if (build.has("command") && (command.isEmpty() || command.getFirst().isBlank())) {
      throw wrong("build.command", "the command is empty", "Name a program, or leave [build] out.");
    }
    Optional<Duration> timeout = timeout(run);
    List<String> targets = strings(deploy, "deploy.targets");
    boolean attested = attested(deploy);
    unused(run);
    return new ProjectFile(
        file,
        name,
        module,
        command,
        strings(run, "run.args"),
        environment(run),
        directories(run),
        timeout,
        options(run, deploy),
        targets,
        attested,
        warnings);
  }

  private Path module(String text) throws ProjectException {
    try {
      return file.resolveSibling(text).normalize();
    } catch (InvalidPathException e) {
      throw wrong("app.module", "“" + text + "” is not a file's name", "Name the module's file.");
    }
  }

  private Map<String, String> environment(JsonNode run) throws ProjectException {
    Map<String, String> environment = new LinkedHashMap<>();
    JsonNode env = run.get("env");
    if (env == null) {
      return environment;
    }
    if (!env.isObject()) {
      throw wrong("run.env", "it is " + kind(env), "Write it as { NAME = \"value\" }.");
    }
    for (Map.Entry<String, JsonNode> entry : env.properties()) {
      if (!entry.getValue().isString()) {
        throw wrong(
            "run.env." + entry.getKey(),
            "its value is " + kind(entry.getValue()),
            "Put the value in quotes: environment variables are text.");
      }
      environment.put(entry.getKey(), entry.getValue().stringValue());
    }
    return environment;
  }

  private List<Preopen> directories(JsonNode run) throws ProjectException {
    List<Preopen> directories = new ArrayList<>();
    JsonNode dirs = run.get("dirs");
    if (dirs == null) {
      return directories;
    }
    String shape = "Write [{ host = \"data\", guest = \"/data\", mode = \"rw\" }].";
    if (!dirs.isArray()) {
      throw wrong("run.dirs", "it is " + kind(dirs), shape);
    }
    for (JsonNode dir : dirs) {
      if (!dir.isObject()) {
        throw wrong("run.dirs", "an item is " + kind(dir), shape);
      }
      knownKeys("run.dirs", dir, Set.of("host", "guest", "mode"));
      String host = text(dir.get("host"));
      String guest = text(dir.get("guest"));
      if (host == null || guest == null || host.isEmpty() || !guest.startsWith("/")) {
        throw wrong(
            "run.dirs",
            "an item needs a host folder, and a guest folder that begins with /",
            shape);
      }
      JsonNode mode = dir.get("mode");
      directories.add(new Preopen(host, guest, mode(mode == null ? "ro" : text(mode))));
    }
    return directories;
  }

  private Preopen.Mode mode(@Nullable String text) throws ProjectException {
    if ("ro".equals(text)) {
      return Preopen.Mode.READ_ONLY;
    }
    if ("rw".equals(text)) {
      return Preopen.Mode.READ_WRITE;
    }
    throw wrong(
        "run.dirs",
        "the mode of a folder must be \"ro\" (read only, also when it is left out) or \"rw\"",
        "Write mode = \"ro\" or mode = \"rw\".");
  }

  private Optional<Duration> timeout(JsonNode run) throws ProjectException {
    JsonNode timeout = run.get("timeout");
    if (timeout == null) {
      return Optional.empty();
    }
    String text = text(timeout);
    Optional<Duration> duration =
        text == null ? Optional.empty() : DeployKeys.duration(text).filter(time -> !time.isZero());
    if (duration.isEmpty()) {
      throw wrong("run.timeout", "it is not a duration", "Write one such as \"30s\" or \"500ms\".");
    }
    return duration;
  }

  private boolean attested(JsonNode deploy) throws ProjectException {
    JsonNode attested = deploy.get("attested");
    if (attested == null) {
      return false;
    }
    if (!attested.isBoolean()) {
      throw wrong("deploy.attested", "it is " + kind(attested), "Write true or false.");
    }
    return attested.booleanValue();
  }

  /** Keys that are understood, and checked, but that this version does not act on. */
  private void unused(JsonNode run) throws ProjectException {
    List<String> secrets = strings(run, "run.secrets");
    if (!secrets.isEmpty()) {
      warn(
          "run.secrets",
          "This version does not pass secrets: the app will run without "
              + String.join(", ", secrets)
              + ".");
    }
  }

  /** How the app is watched, kept running and bounded on a device. */
  private DeployOptions options(JsonNode run, JsonNode deploy) throws ProjectException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : DeployKeys.ALL) {
      boolean ofRun = key.equals(DeployKeys.MEMORY);
      JsonNode value = (ofRun ? run : deploy).get(key);
      if (value == null) {
        continue;
      }
      boolean number = key.equals(DeployKeys.KEEP) || key.equals(DeployKeys.FILES);
      boolean truth = key.equals(DeployKeys.BOOT) || key.equals(DeployKeys.JOB);
      boolean fits =
          number ? value.isIntegralNumber() : truth ? value.isBoolean() : value.isString();
      // What is of another kind reads as nothing, and so is refused in the key's own words.
      texts.put(key, fits ? value.asString() : "");
    }
    try {
      return DeployKeys.read(texts);
    } catch (DeployKeys.WrongValue e) {
      String path = (e.key().equals(DeployKeys.MEMORY) ? "run." : "deploy.") + e.key();
      throw wrong(path, String.valueOf(e.getMessage()), e.remedy());
    }
  }

  private JsonNode table(String key, String... known) throws ProjectException {
    JsonNode table = toml.get(key);
    if (table == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!table.isObject()) {
      throw wrong(key, "it is " + kind(table), "Write a table: [" + key + "].");
    }
    knownKeys(key, table, Set.of(known));
    return table;
  }

  private void knownKeys(String path, JsonNode table, Set<String> known) {
    for (String key : table.propertyNames()) {
      if (!known.contains(key)) {
        String full = path.isEmpty() ? key : path + "." + key;
        warnings.add(
            new ProjectWarning(
                file,
                lineOf(full),
                "“" + full + "” is not a key of a project file. It has no effect."));
      }
    }
  }

  private String required(JsonNode table, String path, String what) throws ProjectException {
    JsonNode value = table.get(path.substring(path.indexOf('.') + 1));
    String text = text(value);
    if (text == null || text.isBlank()) {
      throw wrong(
          path,
          value == null ? "it is missing" : "it is " + kind(value),
          "Write " + what + ", in quotes.");
    }
    return text;
  }

  private List<String> strings(JsonNode table, String path) throws ProjectException {
    JsonNode list = table.get(path.substring(path.indexOf('.') + 1));
    List<String> texts = new ArrayList<>();
    if (list == null) {
      return texts;
    }
    String remedy = "Write a list of texts, such as [\"one\", \"two\"].";
    if (!list.isArray()) {
      throw wrong(path, "it is " + kind(list), remedy);
    }
    for (JsonNode item : list) {
      String text = text(item);
      if (text == null) {
        throw wrong(path, "an item is " + kind(item), remedy);
      }
      texts.add(text);
    }
    return texts;
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value != null && value.isString() ? value.stringValue() : null;
  }

  private static String kind(JsonNode value) {
    if (value.isString()) {
      return value.stringValue().isBlank() ? "an empty text" : "a text";
    }
    if (value.isNumber()) {
      return "a number";
    }
    if (value.isBoolean()) {
      return "true or false";
    }
    return value.isArray() ? "a list" : value.isObject() ? "a table" : "something else";
  }

  private int lineOf(String path) {
    String key = path;
    while (true) {
      Integer line = lines.get(key);
      if (line != null) {
        return line;
      }
      int dot = key.lastIndexOf('.');
      if (dot < 0) {
        return 1;
      }
      key = key.substring(0, dot);
    }
  }

  private void warn(String path, String message) {
    warnings.add(new ProjectWarning(file, lineOf(path), message));
  }

  private ProjectException wrong(String path, String what, String remedy) {
    int line = lineOf(path);
    return new ProjectException(
        file + ", line " + line + ": “" + path + "” cannot be used: " + what + ".",
        remedy,
        file,
        line,
        null);
  }
}
