package dev.continuum.ide.debug;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.output.Bytes;
import dev.continuum.ide.shell.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/** Saves what is debugged with its past, and opens what was saved or recorded. */
final class RecordingActions {
  private final Workbench workbench;
  private final DebugModel model;

  RecordingActions(Workbench workbench, DebugModel model) {
    this.workbench = workbench;
    this.model = model;
  }

  /**
   * Registers them.
   *
   * @param available whether there is a program that a recording can be of
   * @param open debugs a recording of the program in front
   */
  void register(ObservableBooleanValue available, Consumer<Path> open) {
    workbench.actions().separator("debug");
    workbench
        .actions()
        .register(
            new Action("debug.openRecording", "Open Recording…", "fth-film", null),
            Command.of(
                () ->
                    workbench
                        .dialogs()
                        .openFile("Open a Recording of What Is in Front", List.of())
                        .ifPresent(open),
                Bindings.createBooleanBinding(
                    () -> model.state().get() == DebugModel.State.IDLE && available.get(),
                    model.state(),
                    available)));
    workbench
        .actions()
        .register(
            new Action("debug.saveRecording", "Save Recording…", "fth-download", null),
            Command.of(this::save, model.state().isEqualTo(DebugModel.State.STANDING)));
  }

  private void save() {
    String program =
        model.program().map(it -> String.valueOf(it.file().getFileName())).orElse("program");
    workbench
        .dialogs()
        .saveFile("Save Recording", program.replaceFirst("\\.[^.]*$", "") + ".recording")
        .ifPresent(file ->
            model.save(
                file,
                size ->
                    workbench.notify(
                        Workbench.Severity.INFORMATION,
                        "Saved as "
                            + file.getFileName()
                            + ", "
                            + Bytes.text(size)
                            + ". It holds all that the program held in memory, secrets too."),
                failure ->
                    workbench.notify(
                        Workbench.Severity.ERROR, "The recording could not be saved. " + failure)));
  }
}
