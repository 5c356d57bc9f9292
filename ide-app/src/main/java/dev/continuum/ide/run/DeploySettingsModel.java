package dev.continuum.ide.run;

import dev.continuum.ide.project.DeployKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** How an app is kept on a device, as the user sets it; a field left empty is as usual. */
final class DeploySettingsModel {
  /** When a new release is healthy. */
  enum Health {
    ALIVE("it runs for"),
    LINE("it writes a line that matches"),
    JOB("it ends with status 0");

    private final String title;

    Health(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  /** What follows when it has ended. */
  enum After {
    NOTHING("stays as it ended"),
    ON_FAILURE("starts again after a failure"),
    ALWAYS("always starts again"),
    EVERY("runs again every");

    private final String title;

    After(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  final ObjectProperty<Health> health = new SimpleObjectProperty<>(Health.ALIVE);
  final StringProperty healthTime = new SimpleStringProperty("");
  final StringProperty healthLine = new SimpleStringProperty("");
  final ObjectProperty<After> after = new SimpleObjectProperty<>(After.NOTHING);
  final StringProperty every = new SimpleStringProperty("");
  final StringProperty grace = new SimpleStringProperty("");
  final BooleanProperty boot = new SimpleBooleanProperty();
  final StringProperty keep = new SimpleStringProperty("");

  /** A runtime's id; empty for any. */
  final StringProperty runtime = new SimpleStringProperty("");

  final StringProperty memory = new SimpleStringProperty("");
  final StringProperty cpu = new SimpleStringProperty("");
  final StringProperty files = new SimpleStringProperty("");

  /** A model of texts under {@link DeployKeys}. */
  DeploySettingsModel(Map<String, String> texts) {
    if (texts.containsKey(DeployKeys.HEALTH_LINE)) {
      health.set(Health.LINE);
    } else if (Boolean.parseBoolean(texts.get(DeployKeys.JOB))) {
      health.set(Health.JOB);
    }
    if (texts.containsKey(DeployKeys.EVERY)) {
      after.set(After.EVERY);
    } else {
      switch (texts.getOrDefault(DeployKeys.RESTART, "")) {
        case "on-failure" -> after.set(After.ON_FAILURE);
        case "always" -> after.set(After.ALWAYS);
        default -> after.set(After.NOTHING);
      }
    }
    boot.set(Boolean.parseBoolean(texts.get(DeployKeys.BOOT)));
    fields().forEach((key, field) -> field.set(texts.getOrDefault(key, "")));
  }

  private Map<String, StringProperty> fields() {
    Map<String, StringProperty> fields = new LinkedHashMap<>();
    fields.put(DeployKeys.HEALTH, healthTime);
    fields.put(DeployKeys.HEALTH_LINE, healthLine);
    fields.put(DeployKeys.EVERY, every);
    fields.put(DeployKeys.GRACE, grace);
    fields.put(DeployKeys.KEEP, keep);
    fields.put(DeployKeys.RUNTIME, runtime);
    fields.put(DeployKeys.MEMORY, memory);
    fields.put(DeployKeys.CPU, cpu);
    fields.put(DeployKeys.FILES, files);
    return fields;
  }

  /** The texts that say what is set. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    switch (after.get()) {
      case NOTHING, EVERY -> {}
      case ON_FAILURE -> texts.put(DeployKeys.RESTART, "on-failure");
      case ALWAYS -> texts.put(DeployKeys.RESTART, "always");
    }
    if (health.get() == Health.JOB) {
      texts.put(DeployKeys.JOB, "true");
    }
    if (boot.get()) {
      texts.put(DeployKeys.BOOT, "true");
    }
    fields()
        .forEach((key, field) -> {
          String text = field.get().strip();
          boolean wanted =
              switch (key) {
                case DeployKeys.HEALTH_LINE -> health.get() == Health.LINE;
                case DeployKeys.EVERY -> after.get() == After.EVERY;
                default -> !text.isEmpty();
              };
          if (wanted) {
            texts.put(key, text);
          }
        });
    return texts;
  }

  /** What is wrong, a whole sentence; empty when nothing is. */
  StringBinding trouble() {
    List<Observable> all = new java.util.ArrayList<>(fields().values());
    all.addAll(List.of(health, after, boot));
    return Bindings.createStringBinding(this::wrong, all.toArray(Observable[]::new));
  }

  private String wrong() {
    try {
      DeployKeys.read(texts());
      return "";
    } catch (DeployKeys.WrongValue e) {
      return name(e.key()) + " cannot be used: " + e.getMessage() + ". " + e.remedy();
    }
  }

  private static String name(String key) {
    return switch (key) {
      case DeployKeys.HEALTH -> "The time of the health check";
      case DeployKeys.HEALTH_LINE -> "The line";
      case DeployKeys.EVERY -> "The time between runs";
      case DeployKeys.GRACE -> "The time to end";
      case DeployKeys.KEEP -> "The number of releases";
      case DeployKeys.MEMORY -> "The memory";
      case DeployKeys.CPU -> "The processor time";
      case DeployKeys.FILES -> "The number of files";
      default -> "“" + key + "”";
    };
  }

  BooleanBinding valid() {
    return trouble().isEmpty();
  }
}
