package dev.continuum.ide.profile;

import dev.continuum.ide.output.Bytes;
import dev.continuum.inspector.profile.HostCalls;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The pages of a profile that are tables. */
final class ProfilePages {
  private static final double SMALL = 84;
  private static final double NUMBER = 132;
  private static final double NAME = 260;

  private ProfilePages() {}

  static Node of(ProfileModel model, ProfileModel.Page page) {
    return switch (page) {
      case FUNCTIONS -> functions(model);
      case FLAME_GRAPH -> new FlamePage(model);
      case LINES -> model.data().isText() ? lines(model) : instructions(model);
      case MEMORY -> memory(model);
      case HOST_CALLS -> hostCalls(model);
    };
  }

  private static Node functions(ProfileModel model) {
    TableView<FunctionRow> table =
        Tables.of(
            "profile-functions",
            model.functions(),
            model.data().functions().isEmpty()
                ? "Nothing was executed."
                : "No function has this in its name.",
            row -> model.open(row.position()));
    TableColumn<FunctionRow, FunctionRow> own =
        Tables.number(
            "Instructions", NUMBER, row -> ProfileWords.number(row.own()), FunctionRow::own);
    List<TableColumn<FunctionRow, FunctionRow>> columns =
        List.of(
            own,
            Tables.number(
                "Share", SMALL, row -> ProfileWords.percent(row.share()), FunctionRow::share),
            Tables.number(
                "With Calls", NUMBER, row -> ProfileWords.number(row.total()), FunctionRow::total),
            Tables.number(
                "Calls", NUMBER, row -> ProfileWords.number(row.calls()), FunctionRow::calls),
            Tables.number(
                "Covered", SMALL, row -> ProfileWords.percent(row.covered()), FunctionRow::covered),
            Tables.code(
                "Function", NAME, FunctionRow::name, Comparator.comparing(FunctionRow::name)));
    table.getColumns().setAll(columns);
    Tables.sortDown(table, own);
    return table;
  }

  private static Node lines(ProfileModel model) {
    TableView<LineRow> table = lineTable(model, "No line has this in it.");
    TableColumn<LineRow, LineRow> instructions =
        Tables.number(
            "Instructions",
            NUMBER,
            row -> ProfileWords.number(row.instructions()),
            LineRow::instructions);
    List<TableColumn<LineRow, LineRow>> columns =
        List.of(
            instructions,
            Tables.number("Share", SMALL, row -> ProfileWords.percent(row.share()), LineRow::share),
            Tables.number(
                "Executed", NUMBER, row -> ProfileWords.number(row.count()), LineRow::count),
            Tables.number("Line", SMALL, row -> Integer.toString(row.number()), LineRow::number),
            Tables.code("Text", NAME, LineRow::text, Comparator.comparing(LineRow::text)));
    table.getColumns().setAll(columns);
    Tables.sortDown(table, instructions);
    return table;
  }

  private static Node instructions(ProfileModel model) {
    TableView<LineRow> table = lineTable(model, "No instruction or function has this in its name.");
    TableColumn<LineRow, LineRow> count =
        Tables.number("Executed", NUMBER, row -> ProfileWords.number(row.count()), LineRow::count);
    TableColumn<LineRow, LineRow> name =
        Tables.code("Instruction", NUMBER, LineRow::text, Comparator.comparing(LineRow::text));
    name.setMaxWidth(2 * NUMBER);
    List<TableColumn<LineRow, LineRow>> columns =
        List.of(
            count,
            Tables.number("Share", SMALL, row -> ProfileWords.percent(row.share()), LineRow::share),
            Tables.number(
                "Offset", SMALL, row -> "0x" + Integer.toHexString(row.number()), LineRow::number),
            name,
            Tables.code(
                "Function", NAME, LineRow::function, Comparator.comparing(LineRow::function)));
    table.getColumns().setAll(columns);
    Tables.sortDown(table, count);
    if (model.data().lines().size() < HotInstructions.MOST) {
      return table;
    }
    Label note =
        new Label(
            "The "
                + ProfileWords.number(HotInstructions.MOST)
                + " instructions that were executed most often.");
    note.getStyleClass().add("profile-foot");
    return new BorderPane(table, null, null, note, null);
  }

  private static TableView<LineRow> lineTable(ProfileModel model, String nothingFound) {
    return Tables.of(
        "profile-lines",
        model.lines(),
        model.data().lines().isEmpty()
            ? "What was executed cannot be read any more; the functions are still known."
            : nothingFound,
        row -> model.open(row.position()));
  }

  private static Node memory(ProfileModel model) {
    List<GrowthRow> growth = model.data().growth();
    TableView<GrowthRow> table =
        Tables.of(
            "profile-memory",
            FXCollections.observableArrayList(growth),
            "The module has no memory.",
            row -> model.open(row.position()));
    List<TableColumn<GrowthRow, GrowthRow>> columns =
        List.of(
            Tables.number(
                "At Instruction", NUMBER, row -> ProfileWords.number(row.tick()), GrowthRow::tick),
            Tables.number(
                "Memory", SMALL, row -> Integer.toString(row.memory()), GrowthRow::memory),
            Tables.number("Size", NUMBER, row -> Bytes.text(row.bytes()), GrowthRow::bytes),
            Tables.code(
                "Grown By",
                NAME,
                row -> row.function().isEmpty() ? "at first" : row.function(),
                Comparator.comparing(GrowthRow::function)));
    table.getColumns().setAll(columns);
    if (growth.isEmpty()) {
      return table;
    }
    VBox box = new VBox(new GrowthView(growth, model.data().profile().ticks()), table);
    VBox.setVgrow(table, Priority.ALWAYS);
    return box;
  }

  private static Node hostCalls(ProfileModel model) {
    TableView<HostCalls> table =
        Tables.of(
            "profile-host",
            FXCollections.observableArrayList(model.data().hostCalls()),
            "The run has called no function of its host.",
            row -> {});
    TableColumn<HostCalls, HostCalls> time =
        Tables.number("Time", NUMBER, row -> ProfileWords.time(row.nanos()), HostCalls::nanos);
    List<TableColumn<HostCalls, HostCalls>> columns =
        List.of(
            time,
            Tables.number("Mean", SMALL, row -> ProfileWords.time(row.mean()), HostCalls::mean),
            Tables.number(
                "Longest", SMALL, row -> ProfileWords.time(row.longest()), HostCalls::longest),
            Tables.number(
                "Calls", NUMBER, row -> ProfileWords.number(row.calls()), HostCalls::calls),
            Tables.code("Function", NAME, HostCalls::name, Comparator.comparing(HostCalls::name)));
    table.getColumns().setAll(columns);
    Tables.sortDown(table, time);
    return table;
  }
}
