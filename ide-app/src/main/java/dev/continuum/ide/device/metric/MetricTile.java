package dev.continuum.ide.device.metric;

import java.util.function.DoubleFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One of a device's measures: its name, the value now, what that is out of, and a chart. */
final class MetricTile extends VBox {
  private final UsageChart chart;
  private final StringProperty outOf = new SimpleStringProperty("");

  /**
   * An empty tile.
   *
   * @param id of the chart, for tests and styles
   */
  MetricTile(String id, String title, DoubleFunction<String> words) {
    chart = new UsageChart(title, words);
    chart.setId(id);
    Label name = new Label(title);
    name.getStyleClass().add("metric-name");
    name.setLabelFor(chart);
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label value = new Label();
    value.getStyleClass().add("metric-value");
    value.textProperty().bind(chart.value());
    Label foot = new Label();
    foot.getStyleClass().add("muted");
    foot.setMinWidth(0);
    foot.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> chart.time().get().isEmpty() ? outOf.get() : "at " + chart.time().get(),
                chart.time(),
                outOf));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    value.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = new HBox(name, space, value);
    head.getStyleClass().add("metric-head");
    getStyleClass().add("metric-tile");
    getChildren().setAll(head, chart, foot);
    setMinWidth(0);
    HBox.setHgrow(this, Priority.ALWAYS);
  }

  /**
   * Shows values.
   *
   * @param scale the value at the top of the chart
   * @param whole what the values are out of, such as {@code of 3.8 GiB}
   */
  void show(Series series, double scale, String whole) {
    chart.show(series, scale);
    outOf.set(whole);
  }
}
