package dev.continuum.ide.debug;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.CodeView;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.inspector.debug.DebugSession.LineStep;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.Motion;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** The actions of the menu Debug. */
final class DebugActions {
  private final Workbench workbench;
  private final DebugModel model;
  private final CodeMarks marks;
  private final ObservableBooleanValue standing;
  private final ObservableBooleanValue active;

  DebugActions(Workbench workbench, DebugModel model, CodeMarks marks) {
    this.workbench = workbench;
    this.model = model;
    this.marks = marks;
    standing = model.state().isEqualTo(DebugModel.State.STANDING);
    active = model.state().isNotEqualTo(DebugModel.State.IDLE);
  }

  /**
   * Registers them, behind the one that starts.
   *
   * @param restart starts the program anew
   */
  void register(Runnable restart) {
    add(
        "continue",
        "Continue",
        "fth-play",
        null,
        () -> model.move(new Motion.Continue()),
        standing);
    add(
        "pause",
        "Pause",
        "fth-pause",
        "F6",
        model::pause,
        model.state().isEqualTo(DebugModel.State.MOVING));
    add("restart", "Restart", "fth-rotate-cw", "Ctrl+Shift+F5", restart, active);
    line();
    add("into", "Step Into", "fth-arrow-down", "F7", () -> step(LineStep.INTO), standing);
    add("over", "Step Over", "fth-corner-right-down", "F8", () -> step(LineStep.OVER), standing);
    add("out", "Step Out", "fth-arrow-up", "Shift+F8", () -> go(new Motion.StepOut()), standing);
    add(
        "instruction",
        "Step One Instruction",
        "fth-chevron-right",
        "Ctrl+F7",
        () -> go(new Motion.StepInto(1)),
        standing);
    add(
        "runToCaret",
        "Run to Caret",
        "fth-chevrons-right",
        "Ctrl+F10",
        () -> here((file, place) -> model.runTo(place)),
        standing);
    line();
    add(
        "backInto",
        "Step Back Into",
        "fth-corner-left-up",
        "Alt+F7",
        () -> step(LineStep.BACK_INTO),
        standing);
    add(
        "back",
        "Step Back",
        "fth-corner-left-down",
        "Alt+F8",
        () -> step(LineStep.BACK_OVER),
        standing);
    add(
        "backOut",
        "Step Back to the Call",
        "fth-corner-up-left",
        "Alt+Shift+F8",
        () -> go(new Motion.StepBackOut()),
        standing);
    add(
        "backInstruction",
        "Step Back One Instruction",
        "fth-chevron-left",
        "Ctrl+Alt+F7",
        () -> go(new Motion.StepBack(1)),
        standing);
    add(
        "reverse",
        "Continue Backwards",
        "fth-rewind",
        "Alt+F5",
        () -> go(new Motion.ReverseContinue()),
        standing);
    add("toStart", "Go to the Start", "fth-skip-back", null, () -> toEnd(false), standing);
    add("toNow", "Go to the Latest Moment", "fth-skip-forward", null, () -> toEnd(true), standing);
    line();
    add(
        "frameUp",
        "Select the Caller",
        null,
        "Ctrl+Alt+Up",
        () -> model.select(model.level().get() + 1),
        standing);
    add(
        "frameDown",
        "Select the Called",
        null,
        "Ctrl+Alt+Down",
        () -> model.select(model.level().get() - 1),
        standing);
    line();
    add(
        "toggleBreakpoint",
        "Toggle Breakpoint",
        "fth-circle",
        "F9",
        () -> here(marks.breakpoints()::toggle),
        Bindings.createBooleanBinding(() -> view().isPresent(), workbench.activeDocument()));
  }

  private void line() {
    workbench.actions().separator("debug");
  }

  private void add(
      String id,
      String title,
      @Nullable String icon,
      @Nullable String key,
      Runnable work,
      ObservableBooleanValue enabled) {
    workbench
        .actions()
        .register(new Action("debug." + id, title, icon, key), Command.of(work, enabled));
  }

  private void go(Motion motion) {
    model.move(motion);
  }

  private void step(LineStep step) {
    model.stepLine(step);
  }

  private void toEnd(boolean latest) {
    Standing now = model.standing().get();
    if (now != null) {
      model.move(new Motion.ToTick(latest ? now.lastTick() : now.firstTick()));
    }
  }

  private Optional<CodeView> view() {
    return workbench.activeDocument().get() instanceof CodeView view && view.program().isPresent()
        ? Optional.of(view)
        : Optional.empty();
  }

  private void here(BiConsumer<Path, Location> work) {
    view()
        .ifPresent(view -> {
          Path program = view.program().orElseThrow();
          view.here().ifPresent(place -> work.accept(program, place));
        });
  }
}
