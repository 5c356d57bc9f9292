package dev.continuum.ide.profile;

import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.inspector.profile.HostCalls;
import dev.continuum.inspector.profile.ProfileFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;

/** A profile as it is shown. Used on the JavaFX thread. */
final class ProfileModel {
  /** What is shown of it. */
  enum Page {
    FUNCTIONS,
    FLAME_GRAPH,
    LINES,
    MEMORY,
    HOST_CALLS
  }

  private final ProfileData data;
  private final Workbench workbench;
  private final FlameModel flame;
  private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.FUNCTIONS);
  private final FilteredList<FunctionRow> functions;
  private final FilteredList<LineRow> lines;

  ProfileModel(ProfileData data, Workbench workbench) {
    this.data = data;
    this.workbench = workbench;
    flame = new FlameModel(data.profile());
    functions = new FilteredList<>(FXCollections.observableArrayList(data.functions()));
    lines = new FilteredList<>(FXCollections.observableArrayList(data.lines()));
    flame.search().subscribe(this::filter);
  }

  private void filter(String search) {
    String wanted = search.strip().toLowerCase(Locale.ROOT);
    functions.setPredicate(row -> contains(row.name(), wanted));
    lines.setPredicate(row -> contains(row.function(), wanted) || contains(row.text(), wanted));
  }

  private static boolean contains(String text, String wanted) {
    return wanted.isEmpty() || text.toLowerCase(Locale.ROOT).contains(wanted);
  }

  ProfileData data() {
    return data;
  }

  FlameModel flame() {
    return flame;
  }

  ObjectProperty<Page> page() {
    return page;
  }

  /** What is searched for: functions and lines that do not have it are not shown. */
  StringProperty search() {
    return flame.search();
  }

  /** Those that are searched for, the most expensive first. */
  FilteredList<FunctionRow> functions() {
    return functions;
  }

  /** Those that are searched for. */
  FilteredList<LineRow> lines() {
    return lines;
  }

  /** What the program is called. */
  String name() {
    return PlainText.of(String.valueOf(data.file().getFileName()));
  }

  /** The whole run in a line. */
  String summary() {
    StringBuilder words = new StringBuilder();
    words.append(ProfileWords.count(data.profile().ticks(), "instruction", "instructions"));
    words
        .append(" in ")
        .append(ProfileWords.count(data.functions().size(), "function", "functions"));
    List<HostCalls> host = data.hostCalls();
    if (!host.isEmpty()) {
      long nanos = host.stream().mapToLong(HostCalls::nanos).sum();
      words.append(", ");
      words.append(
          ProfileWords.count(host.stream().mapToLong(HostCalls::calls).sum(), "call", "calls"));
      words.append(" of the host in ").append(ProfileWords.time(nanos));
    }
    return words.append('.').toString();
  }

  /** Opens the place of something in the program; does nothing when it has none. */
  void open(String position) {
    if (!position.isEmpty()) {
      workbench.open(data.file(), position);
    }
  }

  /** Opens the function of the box that is selected in the flame graph, if it is one. */
  void openSelected() {
    int function = flame.function(flame.selected().get());
    data.functions().stream()
        .filter(row -> row.place() == function)
        .findFirst()
        .ifPresent(row -> open(row.position()));
  }

  /** Asks where to, and writes it for other tools. */
  void export(ProfileFormat format) {
    String file = String.valueOf(data.file().getFileName());
    int dot = file.lastIndexOf('.');
    String suggested = (dot > 0 ? file.substring(0, dot) : file) + format.extension();
    workbench
        .dialogs()
        .saveFile("Export the Profile", suggested)
        .ifPresent(to -> export(format, file, to));
  }

  private void export(ProfileFormat format, String name, Path to) {
    workbench
        .tasks()
        .start(
            "Exporting the profile",
            progress -> {
              format.write(data.profile(), name, to);
              return to;
            },
            written ->
                workbench.notify(
                    Workbench.Severity.INFORMATION, "The profile was written to " + written + "."),
            failure ->
                workbench.notify(
                    Workbench.Severity.ERROR,
                    "The profile could not be written to "
                        + to
                        + ". Choose another place. "
                        + failure.getMessage()));
  }
}
