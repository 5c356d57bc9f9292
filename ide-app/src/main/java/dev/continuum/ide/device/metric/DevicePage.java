package dev.continuum.ide.device.metric;

import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.theme.Icons;
import dev.continuum.targets.metric.Usage;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** The page of a device: what it uses now and lately, its apps, and what it is. */
final class DevicePage extends BorderPane {
  /** From this width on, the facts stand beside the charts. */
  private static final double WIDE = 860;

  /** A chart of apps that hardly work is not blown up beyond this share of a processor. */
  private static final double LEAST_WORK = 0.1;

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final PageModel model;
  private final Label summary = new Label();
  private final Label warning = new Label();
  private final Label probed = new Label();
  private final Label uptime = new Label();
  private final Label noApps = new Label();
  private final Label workScale = new Label();
  private final Label heldScale = new Label();
  private final Button connect = new Button("Connect", Icons.of("fth-link"));
  private final MetricTile processors =
      new MetricTile("chart-processors", "CPU", MetricWords::percent);
  private final MetricTile memory =
      new MetricTile("chart-memory", "Memory", bytes -> Bytes.text(Math.round(bytes)));
  private final MetricTile load =
      new MetricTile(
          "chart-load", "Load", value -> String.format(java.util.Locale.ROOT, "%.2f", value));
  private final VBox apps = new VBox();
  private final Map<String, AppUsageRow> rows = new LinkedHashMap<>();
  private final FactsView facts = new FactsView();
  private final VBox use;
  private final VBox about;
  private final GridPane columns = new GridPane();
  private final ScrollPane scroll = new ScrollPane(columns);
  private final Subscription subscriptions;

  DevicePage(PageModel model) {
    this.model = model;
    getStyleClass().add("device-page");
    getStylesheets()
        .add(Objects.requireNonNull(DevicePage.class.getResource("metric.css")).toExternalForm());
    setTop(new VBox(head(), warning));
    warning.setId("device-warning");
    warning.getStyleClass().add("device-warning");
    warning.setWrapText(true);
    HBox tiles = new HBox(processors, memory, load);
    tiles.getStyleClass().add("metric-tiles");
    uptime.getStyleClass().add("muted");
    uptime.setId("device-uptime");
    noApps.setId("device-no-apps");
    noApps.getStyleClass().add("muted");
    noApps.setWrapText(true);
    apps.setId("device-apps");
    apps.getStyleClass().add("app-usages");
    use =
        new VBox(
            heading("Use", uptime), tiles, heading("Apps", new Label()), appHead(), noApps, apps);
    use.getStyleClass().add("device-use");
    Button again = new Button("Probe Again", Icons.of("fth-refresh-cw"));
    again.setId("device-probe");
    again.setOnAction(e -> model.probeAgain());
    probed.getStyleClass().add("muted");
    probed.setId("device-probed");
    again.setMinWidth(Region.USE_PREF_SIZE);
    HBox aboutHead = heading("What it is", new Label());
    aboutHead.getChildren().add(again);
    about = new VBox(aboutHead, probed, facts);
    about.getStyleClass().add("device-about");
    columns.getStyleClass().add("device-columns");
    scroll.setId("device-scroll");
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    setCenter(scroll);
    arrange(true);
    subscriptions =
        Subscription.combine(
            scroll.widthProperty().subscribe(width -> arrange(width.doubleValue() >= WIDE)),
            scroll.vvalueProperty().subscribe(this::showRows),
            scroll.viewportBoundsProperty().subscribe(this::showRows),
            model.entry().subscribe(this::showEntry),
            model.range().subscribe(this::showUse),
            model.watch().revision().subscribe(this::showUse));
    showEntry();
    showUse();
  }

  private HBox head() {
    summary.setId("device-summary");
    summary.getStyleClass().add("device-summary");
    summary.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    connect.setId("device-connect");
    connect.setOnAction(e -> model.connect());
    connect.managedProperty().bind(connect.visibleProperty());
    HBox head = new HBox(summary, space, connect, ranges());
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("device-head");
    return head;
  }

  private Node ranges() {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    PageModel.Range[] all = PageModel.Range.values();
    for (PageModel.Range range : all) {
      ToggleButton button = new ToggleButton(range.title());
      button.setId("device-range-" + range.ordinal());
      button.setToggleGroup(group);
      button.setAccessibleText("Charts show the last " + range.title());
      button.setOnAction(e -> {
        // One of them is always chosen.
        button.setSelected(true);
        model.range().set(range);
      });
      button.setSelected(range == model.range().get());
      button.getStyleClass().add(range.ordinal() == 0 ? "left-pill" : "right-pill");
      button.setMinWidth(Region.USE_PREF_SIZE);
      box.getChildren().add(button);
    }
    return box;
  }

  private static HBox heading(String title, Label beside) {
    Label label = new Label(title);
    label.getStyleClass().add("device-heading");
    label.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    beside.setMinWidth(0);
    HBox box = new HBox(label, beside, space);
    box.setAlignment(Pos.BASELINE_LEFT);
    box.getStyleClass().add("device-heading-row");
    return box;
  }

  private HBox appHead() {
    Label name = new Label("App");
    name.getStyleClass().add("app-usage-words");
    for (Label label : List.of(workScale, heldScale)) {
      label.setMaxWidth(Double.MAX_VALUE);
      label.setPrefWidth(1);
      label.setMinWidth(0);
      HBox.setHgrow(label, Priority.ALWAYS);
    }
    HBox head = new HBox(name, workScale, heldScale);
    head.getStyleClass().addAll("app-usage", "app-usage-head");
    head.visibleProperty().bind(noApps.visibleProperty().not());
    head.managedProperty().bind(head.visibleProperty());
    noApps.managedProperty().bind(noApps.visibleProperty());
    return head;
  }

  private void arrange(boolean wide) {
    pseudoClassStateChanged(NARROW, !wide);
    columns.getChildren().clear();
    GridPane.setHgrow(use, Priority.ALWAYS);
    columns.add(use, 0, 0);
    columns.add(about, wide ? 1 : 0, wide ? 0 : 1);
    GridPane.setHgrow(about, wide ? Priority.NEVER : Priority.ALWAYS);
  }

  private void showEntry() {
    summary.setText(model.summary());
    String words = model.warning();
    warning.setText(words);
    warning.setVisible(!words.isEmpty());
    warning.setManaged(!words.isEmpty());
    connect.setVisible(model.needsConnecting());
    probed.setText(model.probed());
    facts.show(model.facts());
    showUse();
  }

  private void showUse() {
    Optional<DeviceMetrics> last = model.last();
    uptime.setText(
        last.flatMap(DeviceMetrics::uptime).map(up -> "up " + MetricWords.span(up)).orElse(""));
    List<Usage> usages = model.watch().history().usages();
    Duration range = model.range().get().length();
    processors.show(
        Series.of(usages, range, Usage::processors),
        1,
        probe().filter(p -> p.processors() > 0).map(DevicePage::processorCount).orElse(""));
    Series held = Series.of(usages, range, Usage::memoryBytes);
    double installed =
        last.map(DeviceMetrics::memoryBytes)
            .map(bytes -> (double) bytes.orElse(0))
            .orElse(probe().map(p -> (double) p.memoryBytes()).orElse(0.0));
    memory.show(
        held,
        Math.max(installed, held.most()),
        installed > 0 ? "of " + Bytes.text(Math.round(installed)) : "");
    Series waiting = Series.of(usages, range, Usage::load);
    double count = probe().map(p -> (double) p.processors()).orElse(1.0);
    load.show(waiting, Math.max(Math.max(1, count), waiting.most()), "over one minute");
    showApps(last);
    showRows();
  }

  private Optional<Probe> probe() {
    return model.entry().get().flatMap(entry -> entry.probe());
  }

  private static String processorCount(Probe probe) {
    return "of " + probe.processors() + (probe.processors() == 1 ? " processor" : " processors");
  }

  private void showApps(Optional<DeviceMetrics> last) {
    List<DeviceMetrics.App> now = last.map(DeviceMetrics::apps).orElse(List.of());
    if (last.isPresent()) {
      List<String> names = now.stream().map(DeviceMetrics.App::name).toList();
      rows.keySet().retainAll(names);
      now.forEach(app -> rows.computeIfAbsent(app.name(), AppUsageRow::new).say(app));
      List<Node> wanted = new ArrayList<>();
      names.forEach(app -> wanted.add(rows.get(app)));
      if (!wanted.equals(apps.getChildren())) {
        apps.getChildren().setAll(wanted);
      }
    }
    noApps.setVisible(rows.isEmpty());
    noApps.setText(
        last.isPresent()
            ? "There are no apps on this device yet. Deploy one, and it is measured here."
            : "Measured while this page is open and the device is connected.");
  }

  /** Shows the values of the apps that are in sight: the others are shown when they come there. */
  private void showRows() {
    if (rows.isEmpty()) {
      return;
    }
    List<Usage> usages = model.watch().history().usages();
    Duration range = model.range().get().length();
    double mostWork = LEAST_WORK;
    double mostHeld = 1;
    for (Usage usage : usages) {
      for (Usage.App app : usage.apps().values()) {
        mostWork = Math.max(mostWork, app.processors().orElse(0));
        mostHeld = Math.max(mostHeld, app.memoryBytes().orElse(0));
      }
    }
    workScale.setText("CPU, 0 to " + MetricWords.percent(mostWork) + " of one processor");
    heldScale.setText("Memory, 0 to " + Bytes.text(Math.round(mostHeld)));
    for (Map.Entry<String, AppUsageRow> row : rows.entrySet()) {
      if (inSight(row.getValue())) {
        row.getValue()
            .show(
                Series.of(usages, range, of(row.getKey(), Usage.App::processors)),
                mostWork,
                Series.of(usages, range, of(row.getKey(), Usage.App::memoryBytes)),
                mostHeld);
      }
    }
  }

  private static Function<Usage, OptionalDouble> of(
      String app, Function<Usage.App, OptionalDouble> value) {
    return usage -> {
      Usage.App used = usage.apps().get(app);
      return used == null ? OptionalDouble.empty() : value.apply(used);
    };
  }

  private boolean inSight(Node row) {
    Bounds place = row.localToScene(row.getBoundsInLocal());
    Bounds window = scroll.localToScene(scroll.getBoundsInLocal());
    // A row that was not laid out yet is shown, so that it is not empty when it appears.
    return place == null
        || window == null
        || place.getHeight() < 2
        || (place.getMaxY() >= window.getMinY() && place.getMinY() <= window.getMaxY());
  }

  /** Where the keyboard begins. */
  void focusFirst() {
    Node first = connect.isVisible() ? connect : lookup("#chart-processors");
    Objects.requireNonNullElse(first, this).requestFocus();
  }

  void dispose() {
    subscriptions.unsubscribe();
  }
}
