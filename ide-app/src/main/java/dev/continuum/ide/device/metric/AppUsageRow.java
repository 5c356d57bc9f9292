package dev.continuum.ide.device.metric;

import dev.continuum.ide.output.Bytes;
import dev.continuum.targets.target.DeviceMetrics;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** An app: what it is doing, and its processors and memory over time. */
final class AppUsageRow extends HBox {
  private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

  private final Label state = new Label();
  private final Tooltip stateTip = new Tooltip();
  private final UsageChart processors;
  private final UsageChart memory;

  AppUsageRow(String app) {
    Label name = new Label(app);
    name.getStyleClass().add("app-usage-name");
    name.setTextOverrun(OverrunStyle.ELLIPSIS);
    name.setTooltip(new Tooltip(app));
    state.getStyleClass().addAll("muted", "app-usage-state");
    state.setTooltip(stateTip);
    VBox words = new VBox(name, state);
    words.getStyleClass().add("app-usage-words");
    words.setMinWidth(0);
    processors = new UsageChart("CPU of " + app, MetricWords::percent);
    memory = new UsageChart("Memory of " + app, bytes -> Bytes.text(Math.round(bytes)));
    getStyleClass().add("app-usage");
    setAlignment(Pos.CENTER_LEFT);
    getChildren().setAll(words, measure(processors), measure(memory));
  }

  private static HBox measure(UsageChart chart) {
    Label value = new Label();
    value.getStyleClass().add("app-usage-value");
    value.textProperty().bind(chart.value());
    value.setLabelFor(chart);
    value.setTextOverrun(OverrunStyle.CLIP);
    HBox.setHgrow(chart, Priority.ALWAYS);
    HBox box = new HBox(chart, value);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("app-usage-measure");
    box.setMinWidth(0);
    box.setPrefWidth(1);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  /** Says what the app does. */
  void say(DeviceMetrics.App app) {
    List<String> parts = new ArrayList<>();
    app.uptime().ifPresent(up -> parts.add("up " + MetricWords.span(up)));
    if (parts.isEmpty()) {
      parts.add(app.running() ? "running" : "not running");
    }
    app.restarts().ifPresent(count -> parts.add(count + (count == 1 ? " restart" : " restarts")));
    String text = String.join(", ", parts);
    state.setText(text);
    app.processes().ifPresent(count -> parts.add(count + (count == 1 ? " process" : " processes")));
    stateTip.setText(String.join(", ", parts));
    pseudoClassStateChanged(RUNNING, app.running());
  }

  /** Shows its values; all apps have the same scales. */
  void show(Series work, double mostWork, Series held, double mostHeld) {
    processors.show(work, mostWork);
    memory.show(held, mostHeld);
  }
}
