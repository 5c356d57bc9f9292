package dev.continuum.ide.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the user's files live, by each system's custom (the XDG Base Directory Specification on
 * Linux). {@code CONTINUUM_HOME}, an environment variable, puts all of them below one folder.
 *
 * @param config what the user chose: devices, preferences
 * @param state what the program remembers: layout, recent files, unsaved text
 * @param cache what can be made again
 */
public record UserFolders(Path config, Path state, Path cache) {
  /** The folders of the user running this program. */
  public static UserFolders ofUser() {
    return of(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")));
  }

  /** All of them below one folder. */
  public static UserFolders below(Path base) {
    return new UserFolders(base.resolve("config"), base.resolve("state"), base.resolve("cache"));
  }

  static UserFolders of(Map<String, String> environment, String system, Path home) {
    String own = environment.get("CONTINUUM_HOME");
    if (own != null && !own.isBlank()) {
      return below(Path.of(own).toAbsolutePath());
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      Path support = home.resolve("Library/Application Support/Continuum Studio");
      return new UserFolders(
          support, support.resolve("state"), home.resolve("Library/Caches/Continuum Studio"));
    }
    if (name.startsWith("windows")) {
      Path roaming = folder(environment, "APPDATA", home.resolve("AppData/Roaming"));
      Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
      return new UserFolders(
          roaming.resolve("Continuum Studio"),
          local.resolve("Continuum Studio/state"),
          local.resolve("Continuum Studio/cache"));
    }
    return new UserFolders(
        folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("continuum"),
        folder(environment, "XDG_STATE_HOME", home.resolve(".local/state")).resolve("continuum"),
        folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve("continuum"));
  }

  private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.get(variable);
    return value == null || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
  }
}
