package dev.continuum.ide.shell;

import java.io.File;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Files and folders dropped on the window are opened. */
final class FileDrop {
  FileDrop(Workbench workbench, Scene scene) {
    scene.addEventFilter(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    scene.addEventFilter(
        DragEvent.DRAG_DROPPED,
        event -> {
          if (event.getDragboard().hasFiles()) {
            List<File> files = event.getDragboard().getFiles();
            event.setDropCompleted(true);
            event.consume();
            // Opened after the drop has ended, for opening may ask a question.
            workbench.tasks().onScreen(() -> files.forEach(f -> workbench.open(f.toPath())));
          }
        });
  }
}
