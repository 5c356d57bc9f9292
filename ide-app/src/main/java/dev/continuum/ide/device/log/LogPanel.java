package dev.continuum.ide.device.log;

import dev.continuum.ide.output.OutputPane;
import dev.continuum.ide.output.OutputView;
import dev.continuum.ide.shell.Panel;
import dev.continuum.targets.target.app.LogLine;
import dev.continuum.targets.target.app.LogPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The logs of one or several apps on devices, live. */
public final class LogPanel implements Panel {
  /** The panel's id. */
  public static final String ID = "log";

  /** What the view asks of its owner. */
  public interface Owner {
    /** The logs that could be shown, as far as is known now. */
    List<LogSource> known();

    /** Writes what is shown, or all that the devices have, to a file it asks for. */
    void export(boolean whole);
  }

  /** Narrower than this, the filter has a row of its own, in pixels at the usual font size. */
  private static final double ONE_ROW = 980;

  private static final KeyCombination FIND =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

  private final LogModel model;
  private final Owner owner;
  private final OutputView view;
  private final BorderPane root = new BorderPane();
  private final HBox bar = new HBox();
  private final HBox second = new HBox();
  private final LogFilterBar filterBar;
  private final LogFindBar findBar;
  private final Label emptyText = new Label();
  private final Button emptyButton = new Button();
  private final VBox empty = new VBox(emptyText, emptyButton);
  private final Button earlier = new Button("Load earlier lines");
  private final InvalidationListener changed = o -> arrange();

  /** A view of logs. */
  public LogPanel(LogModel model, Owner owner) {
    this.model = model;
    this.owner = owner;
    view = new OutputView(model.lines());
    view.setAccessibleText("Log");
    view.followingProperty().addListener((p, was, is) -> model.setAtEnd(is));
    filterBar = new LogFilterBar(model.filter());
    findBar = new LogFindBar(model, view);
    root.getStyleClass().addAll("output-pane", "log-panel");
    bar.getStyleClass().add("output-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    second.getStyleClass().addAll("output-bar", "log-second-bar");
    second.setAlignment(Pos.CENTER_LEFT);
    second.managedProperty().bind(second.visibleProperty());
    buildBar();
    buildEmpty();
    earlier.setId("log-earlier");
    earlier.getStyleClass().add("log-earlier");
    earlier.setOnAction(e -> model.loadEarlier());
    StackPane.setAlignment(earlier, Pos.TOP_CENTER);
    root.setTop(new VBox(bar, second, findBar));
    root.setCenter(new StackPane(view, empty, earlier));
    root.widthProperty().addListener(o -> arrangeFilter());
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    view.setOnContextMenuRequested(e -> menu().show(view, e.getScreenX(), e.getScreenY()));
    model.lines().revision().addListener(changed);
    model.status().addListener(changed);
    view.atBeginningProperty().addListener(changed);
    model.loading().addListener(changed);
    arrangeFilter();
    arrange();
  }

  private void buildBar() {
    MenuButton sources = menuButton("fth-list", "Which logs are shown", "log-sources");
    sources.setOnShowing(e -> sources.getItems().setAll(sourceItems()));
    // Something to show, or the menu does not open.
    sources.getItems().setAll(nothing("No app is known on any device yet."));
    Label status = new Label();
    status.setId("log-status");
    status.textProperty().bind(model.status());
    status.setMinWidth(40);
    status.setMaxWidth(Double.MAX_VALUE);
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(model.status());
    status.setTooltip(tip);
    HBox.setHgrow(status, Priority.ALWAYS);
    HBox left = new HBox(sources, status);
    left.getStyleClass().add("output-head");
    left.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setMinWidth(0);
    HBox tools = new HBox();
    tools.getStyleClass().add("output-tools");
    tools.setAlignment(Pos.CENTER_RIGHT);
    tools.setMinWidth(Region.USE_PREF_SIZE);
    tools
        .getChildren()
        .setAll(
            jumpMenu(),
            findButton(),
            wrapButton(),
            followButton(),
            pauseButton(),
            copyButton(),
            clearButton(),
            exportMenu());
    bar.getChildren().setAll(left, tools);
  }

  private static MenuButton menuButton(String icon, String tooltip, String id) {
    MenuButton button = new MenuButton(null, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("icon-button", "log-menu");
    button.setTooltip(new Tooltip(tooltip));
    button.setAccessibleText(tooltip);
    return button;
  }

  private static MenuItem nothing(String text) {
    MenuItem item = new MenuItem(text);
    item.setDisable(true);
    return item;
  }

  private List<MenuItem> sourceItems() {
    Set<LogSource> all = new LinkedHashSet<>(owner.known());
    all.addAll(model.sources());
    if (all.isEmpty()) {
      return List.of(nothing("No app is known on any device yet."));
    }
    List<MenuItem> items = new ArrayList<>();
    for (LogSource source : all) {
      CheckMenuItem item = new CheckMenuItem(source.title());
      item.setMnemonicParsing(false);
      item.setSelected(model.isFollowing(source));
      item.setOnAction(e -> {
        List<LogSource> wanted =
            new ArrayList<>(model.isOpen() ? model.sources() : List.<LogSource>of());
        if (item.isSelected()) {
          wanted.add(source);
        } else {
          wanted.remove(source);
        }
        view.setFollowing(true);
        model.open(wanted);
      });
      items.add(item);
    }
    return items;
  }

  private MenuButton jumpMenu() {
    MenuButton jump = menuButton("fth-clock", "Go to a time", "log-jump");
    jump.getItems()
        .setAll(
            jump("From the Beginning", new LogPlace.Beginning()),
            jump("Since the Last Start", new LogPlace.LastStart()),
            jump("Last 10 Minutes", new LogPlace.Since(Duration.ofMinutes(10))),
            jump("Last Hour", new LogPlace.Since(Duration.ofHours(1))),
            jump("Last Day", new LogPlace.Since(Duration.ofDays(1))));
    MenuItem end = new MenuItem("Last Lines");
    end.setOnAction(e -> {
      view.setFollowing(true);
      model.jump(new LogPlace.Last(LogModel.TAIL_LINES));
    });
    MenuItem before = new MenuItem("Load Earlier Lines");
    before.setOnAction(e -> model.loadEarlier());
    jump.getItems().addAll(end, new SeparatorMenuItem(), before);
    return jump;
  }

  /** What is looked for is at the beginning then: it stays there while the rest comes. */
  private MenuItem jump(String text, LogPlace place) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(e -> {
      model.jump(place);
      view.showBeginning();
    });
    return item;
  }

  private Button findButton() {
    Button find = OutputPane.button("fth-search", "Find (Ctrl+F)", "log-find");
    find.setOnAction(e -> findBar.open());
    return find;
  }

  private ToggleButton wrapButton() {
    ToggleButton wrap = OutputPane.toggle("fth-corner-down-left", "Wrap long lines", "log-wrap");
    view.wrapProperty().bind(wrap.selectedProperty());
    return wrap;
  }

  private ToggleButton followButton() {
    ToggleButton follow = OutputPane.toggle("fth-chevrons-down", "Follow the end", "log-follow");
    follow.setSelected(true);
    follow.setOnAction(e -> view.setFollowing(follow.isSelected()));
    view.followingProperty().addListener((p, was, is) -> follow.setSelected(is));
    return follow;
  }

  private ToggleButton pauseButton() {
    ToggleButton pause = OutputPane.toggle("fth-pause", "Pause", "log-pause");
    pause.setOnAction(e -> model.setPaused(pause.isSelected()));
    model.paused().addListener((p, was, is) -> pause.setSelected(is));
    return pause;
  }

  private Button copyButton() {
    Button copy = OutputPane.button("fth-copy", "Copy the selection, or everything", "log-copy");
    copy.setOnAction(e -> view.copy());
    return copy;
  }

  private Button clearButton() {
    Button clear = OutputPane.button("fth-trash-2", "Clear the view", "log-clear");
    clear.setOnAction(e -> model.clear());
    return clear;
  }

  private MenuButton exportMenu() {
    MenuButton export = menuButton("fth-download", "Export to a file", "log-export");
    MenuItem shown = new MenuItem("Export What Is Shown…");
    shown.setOnAction(e -> owner.export(false));
    MenuItem whole = new MenuItem("Export All from the Devices…");
    whole.setOnAction(e -> owner.export(true));
    export.getItems().setAll(shown, whole);
    return export;
  }

  private void buildEmpty() {
    emptyText.setWrapText(true);
    emptyButton.setId("log-choose");
    emptyButton.managedProperty().bind(emptyButton.visibleProperty());
    emptyButton.setOnAction(e -> {
      if (model.sources().isEmpty()) {
        chooseFirst();
      } else {
        model.open(List.copyOf(model.sources()));
      }
    });
    empty.getStyleClass().add("empty-panel");
  }

  private void chooseFirst() {
    ContextMenu menu = new ContextMenu();
    menu.getItems().setAll(sourceItems());
    menu.show(emptyButton, javafx.geometry.Side.BOTTOM, 0, 0);
  }

  private void arrangeFilter() {
    boolean one = root.getWidth() >= ONE_ROW;
    HBox place = one ? bar : second;
    if (!place.getChildren().contains(filterBar)) {
      bar.getChildren().remove(filterBar);
      second.getChildren().remove(filterBar);
      place.getChildren().add(one ? 1 : 0, filterBar);
      HBox.setHgrow(filterBar, one ? Priority.NEVER : Priority.ALWAYS);
    }
    second.setVisible(!one);
  }

  private void arrange() {
    boolean nothing = model.lines().size() == 0;
    empty.setVisible(nothing);
    if (nothing) {
      boolean hidden = model.store().total() > 0;
      emptyText.setText(
          hidden
              ? String.format("None of %,d lines passes the filter.", model.store().total())
              : model.isOpen()
                  ? "Nothing is in the log here. What comes is shown."
                  : "The logs of apps on devices show here, live and merged by time, once they are"
                      + " opened.");
      emptyButton.setVisible(!hidden && !model.isOpen());
      emptyButton.setText(
          model.sources().isEmpty() ? "Show a log…" : "Show " + titles() + " again");
    }
    earlier.setVisible(
        model.isOpen()
            && !nothing
            && !view.followingProperty().get()
            && view.atBeginningProperty().get());
    earlier.setDisable(model.loading().get());
    earlier.setText(model.loading().get() ? "Loading…" : "Load earlier lines");
  }

  private String titles() {
    return model.sources().size() == 1
        ? model.sources().getFirst().title()
        : model.sources().size() + " logs";
  }

  private void key(KeyEvent event) {
    if (FIND.match(event)) {
      findBar.open();
      event.consume();
    }
  }

  private ContextMenu menu() {
    MenuItem copy = new MenuItem("Copy");
    copy.setDisable(view.selectedText().isEmpty());
    copy.setOnAction(e -> view.copy());
    MenuItem all = new MenuItem("Select All");
    all.setOnAction(e -> view.selectAll());
    MenuItem find = new MenuItem("Find…");
    find.setOnAction(e -> findBar.open());
    MenuItem before = new MenuItem("Load Earlier Lines");
    before.setOnAction(e -> model.loadEarlier());
    MenuItem clear = new MenuItem("Clear");
    clear.setOnAction(e -> model.clear());
    return new ContextMenu(copy, all, find, new SeparatorMenuItem(), before, clear);
  }

  /** The streams' names on buttons. */
  static String word(LogLine.Source source) {
    return switch (source) {
      case STDOUT -> "out";
      case STDERR -> "err";
      case SUPERVISOR -> "sup";
    };
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ReadOnlyStringProperty title() {
    return model.title();
  }

  @Override
  public String icon() {
    return "fth-align-left";
  }

  @Override
  public Side side() {
    return Side.BOTTOM;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void focus() {
    view.requestFocus();
  }

  @Override
  public @Nullable String save() {
    return model.sources().isEmpty()
        ? null
        : String.join("\n", model.sources().stream().map(s -> s.device() + "/" + s.app()).toList());
  }

  @Override
  public void restore(String saved) {
    List<LogSource> earlier =
        Arrays.stream(saved.split("\n", -1))
            .filter(line -> line.indexOf('/') > 0)
            .map(line ->
                new LogSource(
                    line.substring(0, line.lastIndexOf('/')),
                    line.substring(line.lastIndexOf('/') + 1)))
            .toList();
    model.remember(earlier);
    arrange();
  }

  @Override
  public void close() {
    model.stop();
    model.lines().revision().removeListener(changed);
    model.status().removeListener(changed);
    model.loading().removeListener(changed);
    view.close();
  }
}
