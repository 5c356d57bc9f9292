package dev.continuum.ide.device.runtime;

import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.task.Tasks;
import dev.continuum.targets.provision.Provisioning;
import dev.continuum.targets.provision.RuntimeSource;
import dev.continuum.targets.runtime.adapter.RuntimeFeatures;
import dev.continuum.targets.runtime.adapter.RuntimeNames;
import dev.continuum.targets.target.DeviceTarget;
import dev.continuum.targets.target.Probe;
import dev.continuum.targets.target.RuntimeShelf.Kept;
import dev.continuum.targets.target.RuntimeShelf.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The runtimes of one device, and one change to them at a time. Used on the JavaFX thread. */
public final class RuntimesModel {
  /**
   * A runtime.
   *
   * @param title its name and version
   * @param features what it has beyond WebAssembly 2.0; empty: nothing
   * @param place its path on the device, and where it came from when it was put there
   * @param kept what was put there; empty for what the device has by itself
   */
  public record Row(String title, String features, String place, Optional<Kept> kept) {}

  /** Makes a plan; {@link Provisioning#plan} behind a seam. */
  @FunctionalInterface
  public interface Planner {
    /** The plan of putting a runtime on a device. */
    Plan plan(String id, RuntimeSource source, Probe device, Consumer<String> told)
        throws Exception;
  }

  private final Tasks tasks;
  private final Planner planner;
  private final BiConsumer<String, Exception> trouble;
  private final Consumer<String> changed;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
  private @Nullable DeviceTarget target;
  private @Nullable Probe probe;
  private Tasks.@Nullable Job job;
  private volatile long attempt;

  /**
   * Nothing shown yet.
   *
   * @param trouble told what went wrong with which device
   * @param changed told the device whose runtimes have changed
   */
  public RuntimesModel(
      Tasks tasks,
      Planner planner,
      BiConsumer<String, Exception> trouble,
      Consumer<String> changed) {
    this.tasks = tasks;
    this.planner = planner;
    this.trouble = trouble;
    this.changed = changed;
  }

  /** What is there: what the device has, the preferred one first. */
  public ObservableList<Row> rows() {
    return rows;
  }

  /** The device's name; empty before the first. */
  public ReadOnlyStringProperty device() {
    return device.getReadOnlyProperty();
  }

  /** What is being done, or was done last, as a sentence. */
  public ReadOnlyStringProperty status() {
    return status.getReadOnlyProperty();
  }

  /** Whether something is being done. */
  public ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** How much of it is done, from 0 to 1; negative when that is not known. */
  public ReadOnlyDoubleProperty fraction() {
    return fraction.getReadOnlyProperty();
  }

  /** What the device is, once it was asked. */
  public Optional<Probe> probe() {
    return Optional.ofNullable(probe);
  }

  private record Found(Probe probe, List<Kept> kept) {}

  /**
   * Shows a device; what was being done to the one before is given up.
   *
   * @param known what it said when it was last asked, which serves until it answers
   */
  public void show(DeviceTarget of, Optional<Probe> known) {
    cancel();
    rows.clear();
    target = of;
    probe = known.orElse(null);
    device.set(of.device().name());
    refresh("");
  }

  private void refresh(String said) {
    DeviceTarget of = target;
    if (of == null) {
      return;
    }
    work(
        "Asking " + device.get() + " for its runtimes",
        progress -> new Found(of.probe(), of.runtimes().list()),
        found -> {
          probe = found.probe();
          rows.setAll(rows(found));
          status.set(
              said.isEmpty() && rows.isEmpty() ? "It has nothing that runs WebAssembly." : said);
        });
  }

  private static List<Row> rows(Found found) {
    List<Row> rows = new ArrayList<>();
    List<Kept> left = new ArrayList<>(found.kept());
    for (Probe.Runtime runtime : found.probe().runtimes()) {
      Optional<Kept> kept =
          left.stream()
              .filter(each -> runtime.path().contains("/.continuum/runtimes/" + each.name() + "/"))
              .findFirst();
      kept.ifPresent(left::remove);
      rows.add(
          new Row(
              RuntimeNames.of(runtime),
              String.join(", ", RuntimeFeatures.beyond(runtime.id(), runtime.version())),
              runtime.path() + kept.map(RuntimesModel::origin).orElse(""),
              kept));
    }
    for (Kept kept : left) {
      rows.add(
          new Row(kept.name(), "", "put there, and not found" + origin(kept), Optional.of(kept)));
    }
    return rows;
  }

  private static String origin(Kept kept) {
    return (kept.source().isEmpty() ? "" : ", from " + kept.source())
        + (kept.bytes() == 0 ? "" : ", " + Bytes.text(kept.bytes()))
        + (kept.users().isEmpty() ? "" : "; runs " + String.join(", ", kept.users()));
  }

  /**
   * Fetches and unpacks what is to be put there; nothing is sent.
   *
   * @param confirm gets the plan, to show it
   */
  public void plan(String id, RuntimeSource source, Consumer<Plan> confirm) {
    Probe known = probe;
    if (known == null) {
      return;
    }
    cancel(); // At most the question what is there.
    long mine = attempt + 1;
    work(
        "Preparing what is to be put on " + device.get(),
        progress ->
            planner.plan(
                id,
                source,
                known,
                told ->
                    tasks.onScreen(() -> {
                      if (mine == attempt) {
                        status.set(told);
                      }
                    })),
        confirm);
  }

  /** Sends it, and has it tried there. */
  public void install(Plan plan) {
    DeviceTarget of = target;
    if (of == null || busy.get()) {
      return;
    }
    long mine = attempt + 1;
    work(
        "Putting " + plan.title() + " on " + device.get(),
        progress ->
            of.runtimes()
                .install(
                    plan,
                    (done, total) -> {
                      double share = total <= 0 ? -1 : Math.min(1.0, (double) done / total);
                      progress.fraction(share);
                      tasks.onScreen(() -> {
                        if (mine == attempt) {
                          fraction.set(share);
                        }
                      });
                    }),
        kept -> {
          changed.accept(device.get());
          refresh(kept.name() + " is there and says that it is " + kept.version() + ".");
        });
  }

  /** Takes one away that was put there. */
  public void remove(Kept kept) {
    DeviceTarget of = target;
    if (of == null || busy.get()) {
      return;
    }
    work(
        "Taking " + kept.name() + " off " + device.get(),
        progress -> {
          of.runtimes().remove(kept.name());
          return true;
        },
        done -> {
          changed.accept(device.get());
          refresh(kept.name() + " is no longer there.");
        });
  }

  private <T> void work(String title, Tasks.Work<T> work, Consumer<T> done) {
    long mine = ++attempt;
    busy.set(true);
    fraction.set(-1);
    status.set(title + "…");
    job =
        tasks.start(
            title,
            work,
            result -> {
              if (mine == attempt) {
                end("");
                done.accept(result);
              }
            },
            failure -> {
              if (mine == attempt) {
                end(failure instanceof InterruptedException ? "Cancelled." : "That did not work.");
                trouble.accept(device.get(), failure);
              }
            });
  }

  private void end(String said) {
    busy.set(false);
    fraction.set(-1);
    status.set(said);
  }

  /** Gives up what is being done; what is on the device stays as it was. */
  public void cancel() {
    if (busy.get() && job != null) {
      attempt++;
      job.cancel();
      end("Cancelled.");
    }
  }
}
