package dev.continuum.ide.module;

import dev.continuum.ide.module.Overview.Bar;
import dev.continuum.ide.module.Overview.Fact;
import dev.continuum.ide.module.Overview.Fault;
import dev.continuum.ide.module.Overview.Group;
import dev.continuum.ide.module.Overview.Item;
import dev.continuum.ide.theme.Icons;
import dev.continuum.inspector.analysis.ModuleSummary;
import dev.continuum.inspector.syntax.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The overview page of a module, from top to bottom what matters most first. */
final class OverviewPage extends VBox {
  /** A page is for reading: what is longer is in the structure panel. */
  private static final int MOST_ROWS = 60;

  private static final int MOST_FAULTS = 20;
  private static final double BAR_WIDTH = 240;
  private static final PseudoClass REVEALED = PseudoClass.getPseudoClass("revealed");

  /** A part of the file and what is behind its row. */
  private record Row(ByteRange range, Region back) {}

  private final List<Row> rows = new ArrayList<>();

  OverviewPage(Overview overview, String file) {
    getStyleClass().add("overview");
    // As narrow as the window: what does not fit is wrapped, or cut with an ellipsis.
    setMinWidth(0);
    Label headline = text(overview.headline(), "overview-headline");
    Label name = text(file, "overview-file");
    getChildren().add(new VBox(2, name, headline));
    VBox lines = new VBox(2);
    overview.lines().forEach(line -> lines.getChildren().add(text(line, "overview-line")));
    getChildren().add(lines);
    if (!overview.problems().isEmpty()) {
      getChildren().add(faults(overview.problems()));
    }
    getChildren().add(facts(overview.facts(), true));
    asks(overview);
    if (!overview.exports().isEmpty()) {
      section("Exports", items(overview.exports()));
    }
    if (!overview.memories().isEmpty()) {
      section("Memory", items(overview.memories()));
    }
    if (!overview.features().isEmpty()) {
      section(
          "Features it uses",
          facts(overview.features(), false),
          text(ModuleSummary.FEATURES_NOTE, "overview-note"));
    }
    if (!overview.sections().isEmpty()) {
      section("Where its bytes go", stack(overview.sections()), bars(overview.sections()));
    }
    if (!overview.functions().isEmpty()) {
      section("Largest functions", bars(overview.functions()));
    }
  }

  /** Highlights the rows of all parts that hold a byte; returns the first of them, or null. */
  @Nullable Node reveal(int offset) {
    Node first = null;
    for (Row row : rows) {
      boolean here = row.range().contains(offset);
      row.back().pseudoClassStateChanged(REVEALED, here);
      if (here && first == null) {
        first = row.back();
      }
    }
    return first;
  }

  /** Takes every highlight away. */
  void unreveal() {
    rows.forEach(row -> row.back().pseudoClassStateChanged(REVEALED, false));
  }

  private void asks(Overview overview) {
    if (overview.imports().isEmpty()) {
      if (overview.sections().isEmpty() || overview.headline().equals("Component")) {
        return;
      }
      section(
          "What it asks of its host",
          text("Nothing: it has no imports and can run anywhere.", "overview-line"));
      return;
    }
    VBox box = new VBox(12);
    if (!overview.capabilities().isEmpty()) {
      box.getChildren().add(facts(overview.capabilities(), false));
    }
    for (Group group : overview.imports()) {
      box.getChildren()
          .add(
              new VBox(
                  4,
                  text(group.name(), "overview-group"),
                  text(group.explanation(), "overview-note"),
                  items(group.items())));
    }
    section("What it asks of its host", box);
  }

  private void section(String title, Node... content) {
    VBox box = new VBox(8, text(title, "overview-title"));
    box.getChildren().addAll(content);
    getChildren().add(box);
  }

  private static Node faults(List<Fault> faults) {
    VBox box = new VBox(4);
    box.getStyleClass().add("overview-faults");
    for (Fault fault : faults.subList(0, Math.min(MOST_FAULTS, faults.size()))) {
      Node icon =
          fault.refused()
              ? Icons.of("fth-x-circle", "problem-icon-error")
              : Icons.of("fth-info", "problem-icon-information");
      Label place = text(fault.position(), "overview-place");
      place.setMinWidth(Region.USE_PREF_SIZE);
      HBox row = new HBox(8, icon, place, text(fault.message(), "overview-line"));
      row.setAlignment(Pos.TOP_LEFT);
      box.getChildren().add(row);
    }
    if (faults.size() > MOST_FAULTS) {
      box.getChildren()
          .add(
              text(
                  Sized.count(faults.size() - MOST_FAULTS, "more problem is", "more problems are")
                      + " in the Problems panel.",
                  "overview-note"));
    }
    return box;
  }

  private static Node facts(List<Fact> facts, boolean narrow) {
    GridPane grid = grid(narrow ? 130 : 220);
    int row = 0;
    for (Fact fact : facts) {
      Label name = text(fact.name(), narrow ? "overview-fact" : "overview-line");
      grid.addRow(row++, name, text(fact.value(), narrow ? "overview-line" : "overview-note"));
    }
    return grid;
  }

  private static Node items(List<Item> items) {
    GridPane grid = grid(220);
    grid.getStyleClass().add("overview-items");
    int row = 0;
    for (Item item : items.subList(0, Math.min(MOST_ROWS, items.size()))) {
      grid.addRow(
          row++,
          text(item.name(), "overview-code"),
          text((item.kind() + " " + item.type()).strip(), "overview-type"));
    }
    VBox box = new VBox(4, grid);
    if (items.size() > MOST_ROWS) {
      box.getChildren()
          .add(
              text(
                  String.format(
                      Locale.ROOT,
                      "%,d more are in the Structure panel.",
                      items.size() - MOST_ROWS),
                  "overview-note"));
    }
    return box;
  }

  private static GridPane grid(double first) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("overview-grid");
    ColumnConstraints left = new ColumnConstraints();
    left.setMinWidth(first * 0.6);
    left.setPrefWidth(first);
    left.setMaxWidth(first * 1.6);
    ColumnConstraints right = new ColumnConstraints();
    right.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(left, right);
    return grid;
  }

  /** One bar of the whole file. */
  private static Node stack(List<Bar> bars) {
    GridPane whole = new GridPane();
    whole.getStyleClass().add("overview-stack");
    int column = 0;
    double shown = 0;
    for (Bar bar : bars) {
      if (bar.share() < 0.005) {
        continue;
      }
      Region part = new Region();
      part.getStyleClass().addAll("size-bar", "size-" + bar.number());
      ColumnConstraints width = new ColumnConstraints();
      width.setPercentWidth(bar.share() * 100);
      whole.getColumnConstraints().add(width);
      whole.add(part, column++, 0);
      shown += bar.share();
    }
    ColumnConstraints rest = new ColumnConstraints();
    rest.setPercentWidth(Math.max(0, 1 - shown) * 100);
    whole.getColumnConstraints().add(rest);
    whole.add(new Region(), column, 0);
    return whole;
  }

  private Node bars(List<Bar> bars) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("overview-grid");
    ColumnConstraints name = new ColumnConstraints(80, 220, 340);
    ColumnConstraints size = new ColumnConstraints(70);
    size.setHalignment(HPos.RIGHT);
    ColumnConstraints percent = new ColumnConstraints(60);
    percent.setHalignment(HPos.RIGHT);
    ColumnConstraints bar = new ColumnConstraints(24, BAR_WIDTH, BAR_WIDTH);
    bar.setHgrow(Priority.ALWAYS);
    ColumnConstraints place = new ColumnConstraints(80);
    place.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints().addAll(name, size, percent, bar, place);
    double most = bars.stream().mapToDouble(Bar::share).max().orElse(1);
    int row = 0;
    for (Bar each : bars.subList(0, Math.min(MOST_ROWS, bars.size()))) {
      Region fill = new Region();
      fill.getStyleClass().addAll("size-bar", "size-" + each.number());
      StackPane track = new StackPane(fill);
      track.setMinWidth(0);
      fill.setMinWidth(2);
      fill.maxWidthProperty()
          .bind(track.widthProperty().multiply(each.share() / Math.max(most, 1e-9)));
      StackPane.setAlignment(fill, Pos.CENTER_LEFT);
      Region back = new Region();
      back.getStyleClass().add("overview-row");
      rows.add(new Row(each.range(), back));
      GridPane.setConstraints(back, 0, row, GridPane.REMAINING, 1);
      grid.addRow(
          row++,
          text(each.name(), "overview-code"),
          text(each.size(), "overview-number"),
          text(each.percent(), "overview-number"),
          track,
          text(each.position(), "overview-place"));
      // Behind them, and added last: a row is filled up behind what is there already.
      grid.getChildren().addFirst(back);
    }
    return grid;
  }

  private static Label text(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(
        !style.equals("overview-place")
            && !style.equals("overview-number")
            && !style.equals("overview-code"));
    GridPane.setValignment(label, VPos.TOP);
    return label;
  }
}
