package dev.continuum.ide.run;

import dev.continuum.ide.settings.JsonFile;
import dev.continuum.targets.target.run.Invocation;
import dev.continuum.targets.target.run.Preopen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Run settings remembered per module, and for projects what their file does not hold. */
public final class RunSettingsStore {
  /** How many places are remembered; the one set longest ago is forgotten first. */
  private static final int MOST = 200;

  /** The file's content; parts an older version did not write are null. */
  record Stored(
      @Nullable Map<String, Entry> places, @Nullable Map<String, Map<String, String>> options) {}

  /** One place's settings. */
  record Entry(
      @Nullable List<String> arguments,
      @Nullable Map<String, String> environment,
      @Nullable List<Folder> folders,
      @Nullable String export,
      @Nullable List<String> exportArguments) {}

  /** A granted folder. */
  record Folder(String host, String guest, boolean writable) {}

  private final JsonFile<Stored> file;

  /** A store in the folder of what the program remembers. */
  public RunSettingsStore(Path state) {
    file =
        new JsonFile<>(
            state.resolve("run-settings.json"), Stored.class, () -> new Stored(Map.of(), Map.of()));
  }

  /** What was set for a place, or nothing. May block for a moment. */
  public synchronized RunSettings get(Path place) {
    Entry entry = places().get(key(place));
    if (entry == null) {
      return RunSettings.NONE;
    }
    String export = entry.export();
    return new RunSettings(
        orEmpty(entry.arguments()),
        entry.environment() == null ? Map.of() : entry.environment(),
        orEmpty(entry.folders()).stream().map(RunSettingsStore::preopen).toList(),
        export == null
            ? Optional.empty()
            : Optional.of(new Invocation(export, orEmpty(entry.exportArguments()))));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Preopen preopen(Folder folder) {
    return new Preopen(
        folder.host(),
        folder.guest(),
        folder.writable() ? Preopen.Mode.READ_WRITE : Preopen.Mode.READ_ONLY);
  }

  /** Remembers what was set for a place. */
  public synchronized void set(Path place, RunSettings settings) throws IOException {
    Map<String, Entry> places = new LinkedHashMap<>(places());
    places.remove(key(place));
    if (!settings.equals(RunSettings.NONE)) {
      places.put(key(place), entry(settings));
    }
    while (places.size() > MOST) {
      places.remove(places.keySet().iterator().next());
    }
    file.write(new Stored(places, options()));
  }

  /** What was set for deploying a place, as texts under keys. May block for a moment. */
  public synchronized Map<String, String> options(Path place) {
    return options().getOrDefault(key(place), Map.of());
  }

  /** Remembers what was set for deploying a place. */
  public synchronized void setOptions(Path place, Map<String, String> texts) throws IOException {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(options());
    all.remove(key(place));
    if (!texts.isEmpty()) {
      all.put(key(place), Map.copyOf(texts));
    }
    while (all.size() > MOST) {
      all.remove(all.keySet().iterator().next());
    }
    file.write(new Stored(places(), all));
  }

  private Map<String, Map<String, String>> options() {
    Map<String, Map<String, String>> options = file.read().options();
    return options == null ? Map.of() : options;
  }

  private static Entry entry(RunSettings settings) {
    return new Entry(
        settings.arguments(),
        settings.environment(),
        settings.directories().stream()
            .map(d -> new Folder(d.host(), d.guest(), d.mode() == Preopen.Mode.READ_WRITE))
            .toList(),
        settings.invocation().map(Invocation::export).orElse(null),
        settings.invocation().map(Invocation::arguments).orElse(List.of()));
  }

  private Map<String, Entry> places() {
    Map<String, Entry> places = file.read().places();
    return places == null ? Map.of() : places;
  }

  private static String key(Path place) {
    return place.toAbsolutePath().normalize().toString();
  }
}
