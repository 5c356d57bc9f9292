package dev.continuum.ide.debug.memory;

import dev.continuum.ide.debug.expression.ExpressionField;
import dev.continuum.ide.debug.expression.ExpressionFieldModel;
import dev.continuum.ide.debug.expression.Grammar;
import dev.continuum.ide.debug.expression.GuestNames;
import dev.continuum.ide.output.OutputPane;
import dev.continuum.ide.theme.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** What stands above the rows: which memory, where, and how. */
final class MemoryBar extends HBox {
  private final MemoryGrid grid;
  private final MemoryModel model;
  private final ExpressionField address;
  private final ToggleButton follow =
      OutputPane.toggle(
          "fth-anchor", "Start the view at this expression, at each stop", "memory-follow");

  MemoryBar(MemoryModel model, MemoryGrid grid, SearchBar search, CompareBar compare) {
    this.grid = grid;
    this.model = model;
    getStyleClass().add("memory-bar");
    Button back = OutputPane.button("fth-arrow-left", "Back (Alt+Left)", "memory-back");
    back.setOnAction(e -> model.back());
    back.disableProperty().bind(Bindings.not(model.canGoBack()));
    Button forward = OutputPane.button("fth-arrow-right", "Forward (Alt+Right)", "memory-forward");
    forward.setOnAction(e -> model.forward());
    forward.disableProperty().bind(Bindings.not(model.canGoForward()));
    address =
        new ExpressionField(
            new ExpressionFieldModel(Grammar.EXPRESSION, new GuestNames(model.guest())),
            "memory-address",
            "Go to 0x400, $ptr, $base + 16");
    address.getStyleClass().add("memory-address");
    address
        .input()
        .setTooltip(
            new Tooltip(
                "An address, or any expression that gives one. Enter goes there (Ctrl+G)."));
    address.setMinWidth(80);
    address.setOnSubmit(text -> go(text));
    // There is no room below the field: what is wrong is said at the foot of the panel.
    address
        .model()
        .problem()
        .subscribe(
            problem -> model.say(problem == null ? "" : MemoryProblem.sentence(problem.message())));
    address
        .input()
        .addEventHandler(
            KeyEvent.KEY_PRESSED,
            event -> {
              if (event.getCode() == KeyCode.ESCAPE) {
                grid.requestFocus();
                event.consume();
              }
            });
    follow.setSelected(false);
    follow.setOnAction(e -> followed());
    model.following().addListener((p, was, is) -> follow.setSelected(is));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    ToggleButton find = OutputPane.toggle("fth-search", "Search (Ctrl+F)", "memory-find");
    find.setSelected(false);
    find.setOnAction(e -> search.show(find.isSelected()));
    search.visibleProperty().addListener((p, was, is) -> find.setSelected(is));
    ToggleButton differences =
        OutputPane.toggle("fth-columns", "Compare with another tick", "memory-compare");
    differences.setSelected(false);
    differences.setOnAction(e -> compare.show(differences.isSelected()));
    compare.visibleProperty().addListener((p, was, is) -> differences.setSelected(is));
    getChildren()
        .setAll(
            memories(),
            back,
            forward,
            address,
            follow,
            space,
            formats(),
            widths(grid),
            find,
            differences,
            legend());
  }

  private ComboBox<MemoryInfo> memories() {
    ComboBox<MemoryInfo> memories = new ComboBox<>(model.memories());
    memories.setId("memory-choice");
    memories.setMinWidth(60);
    memories.setTooltip(new Tooltip("Which memory is shown"));
    memories.visibleProperty().bind(Bindings.size(model.memories()).greaterThan(1));
    memories.managedProperty().bind(memories.visibleProperty());
    model
        .memory()
        .subscribe(memory -> {
          if (memory != null) {
            memories.setValue(memory);
          }
        });
    memories.setOnAction(e -> {
      MemoryInfo chosen = memories.getValue();
      if (chosen != null) {
        model.choose(chosen.index());
      }
    });
    return memories;
  }

  private ComboBox<MemoryFormat> formats() {
    ComboBox<MemoryFormat> formats =
        new ComboBox<>(FXCollections.observableArrayList(MemoryFormat.values()));
    formats.setId("memory-format");
    formats.setMinWidth(60);
    formats.setTooltip(new Tooltip("How the bytes are shown"));
    formats.valueProperty().bindBidirectional(model.format());
    return formats;
  }

  private static ComboBox<Integer> widths(MemoryGrid grid) {
    List<Integer> choices = new ArrayList<>(List.of(0, 8, 16, 32, 64, 128));
    ComboBox<Integer> widths = new ComboBox<>(FXCollections.observableArrayList(choices));
    widths.setId("memory-width");
    widths.setMinWidth(60);
    widths.setTooltip(new Tooltip("How many bytes a row has"));
    widths.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Integer bytes) {
            return bytes == null || bytes == 0 ? "Fit" : bytes + " a row";
          }

          @Override
          public Integer fromString(String text) {
            throw new UnsupportedOperationException("the choices are not typed");
          }
        });
    widths.setValue(grid.perRow().get());
    widths.setOnAction(e -> grid.perRow().set(widths.getValue()));
    grid.perRow().addListener((p, was, is) -> widths.setValue(is.intValue()));
    return widths;
  }

  private static MenuButton legend() {
    VBox lines =
        new VBox(
            line("Coloured and underlined: changed since the last stop, where it was in view."),
            line("In a box: the next instruction writes it; in a dashed box: it reads it."),
            line("Dotted below: a watchpoint covers it."),
            line("On a green ground, with a bar at its start: a data segment was put there."),
            line("On a yellow ground and overlined: another at the tick that is compared with."),
            line("On a dark yellow ground: what a search has found."),
            line("Type digits or characters to change bytes; Enter edits a whole number."));
    lines.getStyleClass().add("memory-legend");
    MenuButton legend = new MenuButton(null, Icons.of("fth-help-circle"));
    legend.setId("memory-legend");
    legend.setMinWidth(Region.USE_PREF_SIZE);
    legend.getStyleClass().add("icon-button");
    legend.setTooltip(new Tooltip("What the marks mean"));
    legend.setAccessibleText("What the marks mean");
    CustomMenuItem item = new CustomMenuItem(lines, false);
    legend.getItems().setAll(item);
    return legend;
  }

  private static Label line(String text) {
    return new Label(text);
  }

  /** Puts the caret into the field for an address. */
  void goTo() {
    address.input().requestFocus();
    address.input().selectAll();
  }

  private void go(String text) {
    if (follow.isSelected()) {
      followed();
    } else {
      model.goTo(text);
      // What is typed next is meant for the bytes.
      grid.requestFocus();
    }
  }

  private void followed() {
    if (!follow.isSelected()) {
      model.stay();
    } else if (address.model().isReady()) {
      model.follow(address.input().getText());
      follow.setSelected(model.following().get());
    } else {
      follow.setSelected(false);
      model.say("Type an expression to follow, such as $ptr.");
      goTo();
    }
  }
}
