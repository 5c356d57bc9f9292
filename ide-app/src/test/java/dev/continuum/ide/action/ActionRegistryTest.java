package dev.continuum.ide.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class ActionRegistryTest {
  private final ActionRegistry actions = new ActionRegistry();
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void runsWhatCanBeDone() {
    SimpleBooleanProperty enabled = new SimpleBooleanProperty(false);
    actions.register(
        new Action("file.save", "Save", null, "Shortcut+S"),
        Command.of(done::incrementAndGet, enabled));
    assertThat(actions.run("file.save")).isFalse();
    enabled.set(true);
    assertThat(actions.run("file.save")).isTrue();
    assertThat(done).hasValue(1);
  }

  @Test
  void refusesATakenIdOrKey() {
    actions.register(new Action("a.b", "B", null, "F5"), Command.of(done::incrementAndGet));
    assertThatThrownBy(
            () -> actions.register(new Action("a.b", "C", null, null), Command.of(() -> {})))
        .hasMessageContaining("a.b");
    assertThatThrownBy(
            () -> actions.register(new Action("a.c", "C", null, "F5"), Command.of(() -> {})))
        .hasMessageContaining("both want F5");
    assertThatThrownBy(() -> actions.run("a.z")).hasMessageContaining("a.z");
  }

  @Test
  void tellsOfEachRegistration() {
    actions.onChange(done::incrementAndGet);
    actions.register(new Action("a.b", "B", null, null), Command.of(() -> {}));
    assertThat(done).hasValue(1);
  }

  @Test
  void aLineStandsAboveTheNextActionOfItsMenu() {
    actions.separator("file");
    actions.register(new Action("view.x", "X", null, null), Command.of(() -> {}));
    actions.register(new Action("file.a", "A", null, null), Command.of(() -> {}));
    actions.register(new Action("file.b", "B", null, null), Command.of(() -> {}));
    assertThat(actions.isSeparated("view.x")).isFalse();
    assertThat(actions.isSeparated("file.a")).isTrue();
    assertThat(actions.isSeparated("file.b")).isFalse();
  }

  @Test
  void keysAreWrittenAsTheUserReadsThem() {
    assertThat(KeyLabels.withTitle(new Action("a.b", "Open File…", null, "Shortcut+Shift+O")))
        .isEqualTo("Open File (Ctrl+Shift+O)");
    assertThat(KeyLabels.withTitle(new Action("a.b", "Welcome", null, null))).isEqualTo("Welcome");
  }
}
