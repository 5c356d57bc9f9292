package dev.continuum.ide.module;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.module.ModuleDocument.Page;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Workbench;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the menus offer while a module is in front. */
final class ModuleActions {
  private final Workbench workbench;
  private final ObjectProperty<@Nullable ModuleDocument> front = new SimpleObjectProperty<>();

  /** Whether the module in front has code to show. */
  private final BooleanProperty hasCode = new SimpleBooleanProperty();

  ModuleActions(Workbench workbench) {
    this.workbench = workbench;
    workbench.activeDocument().subscribe(this::activate);
    hasCode.bind(front.flatMap(ModuleDocument::hasCode).orElse(false));
  }

  private void activate(@Nullable Document document) {
    front.set(document instanceof ModuleDocument module ? module : null);
  }

  void register() {
    action("view.moduleOverview", "Module Overview", "Alt+DIGIT1", page(Page.OVERVIEW));
    action("view.moduleDisassembly", "Module Disassembly", "Alt+DIGIT2", page(Page.DISASSEMBLY));
    action("go.function", "Function or Offset…", null, ModuleDocument::askWhereTo);
  }

  private static Consumer<ModuleDocument> page(Page page) {
    return document -> {
      document.showPage(page);
      document.focus();
    };
  }

  private void action(
      String id, String title, @Nullable String key, Consumer<ModuleDocument> work) {
    workbench
        .actions()
        .register(
            new Action(id, title, null, key),
            Command.of(
                () -> {
                  ModuleDocument document = front.get();
                  if (document != null) {
                    work.accept(document);
                  }
                },
                hasCode));
  }
}
