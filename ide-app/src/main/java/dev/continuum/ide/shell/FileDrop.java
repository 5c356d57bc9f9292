package dev.continuum.ide.shell;

import java.io.File;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Files and folders dropped on the window are opened, unless a dialog waits for its answer. */
final class FileDrop {
  /**
   * @param busy whether a dialog is shown
   */
  FileDrop(Workbench workbench, Scene scene, BooleanSupplier busy) {
    scene.addEventFilter(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles() && !busy.getAsBoolean()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    scene.addEventFilter(
        DragEvent.DRAG_DROPPED,
        event -> {
          if (event.getDragboard().hasFiles() && !busy.getAsBoolean()) {
            List<File> files = event.getDragboard().getFiles();
            event.setDropCompleted(true);
            event.consume();
            // Opened after the drop has ended, for opening may ask a question.
            workbench.tasks().onScreen(() -> files.forEach(f -> workbench.open(f.toPath())));
          }
        });
  }
}
