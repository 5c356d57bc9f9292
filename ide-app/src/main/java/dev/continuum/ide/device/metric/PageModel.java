package dev.continuum.ide.device.metric;

import dev.continuum.ide.device.DeviceEntry;
import dev.continuum.ide.device.DevicesModel;
import dev.continuum.ide.output.PlainText;
import dev.continuum.targets.target.DeviceMetrics;
import dev.continuum.targets.target.Probe;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;

/** What the page of a device says. Used on the JavaFX thread. */
final class PageModel implements AutoCloseable {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** The longest value of a fact that is shown. */
  private static final int MOST_TEXT = 600;

  /** How much time the charts show. */
  enum Range {
    TEN_MINUTES("10 min", Duration.ofMinutes(10)),
    TWO_HOURS("2 h", Duration.ofHours(2));

    private final String title;
    private final Duration length;

    Range(String title, Duration length) {
      this.title = title;
      this.length = length;
    }

    String title() {
      return title;
    }

    Duration length() {
      return length;
    }
  }

  private final DevicesModel devices;
  private final String name;
  private final Watch watch;
  private final ReadOnlyObjectWrapper<Optional<DeviceEntry>> entry =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Range> range = new SimpleObjectProperty<>(Range.TEN_MINUTES);
  private final ListChangeListener<DeviceEntry> onChange = change -> changed();

  /**
   * The page of a device.
   *
   * @param watch measures it
   */
  PageModel(DevicesModel devices, DeviceEntry of, Watch watch) {
    this.devices = devices;
    this.name = of.name();
    this.watch = watch;
    devices.devices().addListener(onChange);
    entry.set(Optional.of(of));
  }

  private void changed() {
    boolean before = isOnline();
    entry.set(devices.find(name));
    if (isOnline() && !before) {
      watch.sourceReady();
    }
  }

  private boolean isOnline() {
    return entry.get().filter(known -> known.state() == DeviceEntry.State.ONLINE).isPresent();
  }

  String name() {
    return name;
  }

  /** The device as it is known now; empty once it was removed. */
  ReadOnlyObjectProperty<Optional<DeviceEntry>> entry() {
    return entry.getReadOnlyProperty();
  }

  /** How much time the charts show. */
  ObjectProperty<Range> range() {
    return range;
  }

  Watch watch() {
    return watch;
  }

  /** The newest sample; empty while the device does not answer. */
  Optional<DeviceMetrics> last() {
    return watch.history().last();
  }

  /** The address and how it stands with the device. */
  String summary() {
    return entry
        .get()
        .map(known -> known.device().address() + ", " + known.state().title())
        .orElse("This device was removed from the list.");
  }

  /** What is wrong, whole sentences: no answer, or a clock far away; empty otherwise. */
  String warning() {
    return entry
        .get()
        .map(known ->
            known.trouble().isEmpty()
                ? known.probe().map(FactLines::clockWarning).orElse("")
                : known.trouble())
        .map(PageModel::harmless)
        .orElse("");
  }

  /** Whether it takes the user's word to measure: it was not contacted yet, or does not answer. */
  boolean needsConnecting() {
    return entry
        .get()
        .map(known ->
            switch (known.state()) {
              case UNKNOWN, OFFLINE, REFUSED -> true;
              case ONLINE, CONNECTING -> false;
            })
        .orElse(false);
  }

  /** When the facts were found. */
  String probed() {
    return probe()
        .map(probe -> "Probed " + DATE.format(probe.time().atZone(ZoneId.systemDefault())))
        .orElse("Not probed yet");
  }

  /** What it is, harmless to look at. */
  List<FactLines.Fact> facts() {
    return probe().map(FactLines::of).orElse(List.of()).stream()
        .map(fact -> new FactLines.Fact(fact.name(), harmless(fact.value())))
        .toList();
  }

  private Optional<Probe> probe() {
    return entry.get().flatMap(DeviceEntry::probe);
  }

  private static String harmless(String text) {
    return PlainText.of(text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text);
  }

  /** Asks the device what it is. */
  void probeAgain() {
    devices.probe(name);
  }

  /** Connects. */
  void connect() {
    devices.refresh(name);
  }

  @Override
  public void close() {
    watch.show(false);
    devices.devices().removeListener(onChange);
  }
}
