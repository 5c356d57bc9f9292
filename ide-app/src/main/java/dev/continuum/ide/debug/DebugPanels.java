package dev.continuum.ide.debug;

import dev.continuum.ide.debug.breakpoint.BreakpointDialog;
import dev.continuum.ide.debug.breakpoint.BreakpointsPanel;
import dev.continuum.ide.debug.expression.GuestNames;
import dev.continuum.ide.debug.memory.MemoryPanel;
import dev.continuum.ide.debug.stack.CallStackPanel;
import dev.continuum.ide.debug.value.ValueLinks;
import dev.continuum.ide.debug.value.VariablesPanel;
import dev.continuum.ide.debug.value.WatchesModel;
import dev.continuum.ide.debug.value.WatchesPanel;
import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.run.ConsolePanel;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.expression.ExpressionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The debugger's panels: they open when a program is debugged, and close with it. */
final class DebugPanels {
  /** In the order in which they are opened; the first of those in one place is in front. */
  private static final List<String> SHOWN =
      List.of(
          VariablesPanel.ID,
          CallStackPanel.ID,
          WatchesPanel.ID,
          BreakpointsPanel.ID,
          MemoryPanel.ID);

  /** What is kept of the watches; null where an older version has written none. */
  record Watches(@Nullable List<String> expressions) {}

  private final Workbench workbench;
  private final List<String> opened = new ArrayList<>();
  private @Nullable KeptFile<Watches> kept;

  DebugPanels(Workbench workbench) {
    this.workbench = workbench;
  }

  /**
   * Adds them.
   *
   * @param origins shows where values came from
   * @param start debugs what is in front
   */
  void install(
      GuestView guest, CodeMarks marks, TrapModel origins, UserFolders folders, Runnable start) {
    MemoryPanel memory = new MemoryPanel(workbench, guest, marks);
    KeptFile<Watches> file =
        new KeptFile<>(
            folders.state().resolve("watches.json"),
            Watches.class,
            new Watches(List.of()),
            workbench,
            "watches");
    kept = file;
    WatchesModel watches =
        new WatchesModel(guest, expressions -> file.save(new Watches(expressions)));
    file.load(stored -> {
      List<String> expressions = stored.expressions();
      watches.load(expressions == null ? List.of() : expressions);
    });
    ValueLinks links =
        new ValueLinks(
            text -> watch(watches, text),
            target -> memory.show(target.memory(), target.address(), 1),
            origins::ask,
            this::say);
    workbench.addPanel(new VariablesPanel(guest, links, start));
    workbench.addPanel(new CallStackPanel(guest, this::say, start));
    workbench.addPanel(new WatchesPanel(guest, watches, links));
    workbench.addPanel(memory);
    GuestNames names = new GuestNames(guest);
    workbench.addPanel(
        new BreakpointsPanel(
            workbench,
            guest,
            marks,
            new BreakpointsPanel.Links(
                breakpoint -> open(guest, marks, breakpoint), () -> program(guest), names)));
    marks.dialog().set(breakpoint -> BreakpointDialog.edit(workbench, marks, breakpoint, names));
  }

  /** The file that new breakpoints belong to: what is debugged, or the module in front. */
  private Optional<Path> program(GuestView guest) {
    Standing standing = guest.standing().get();
    if (standing != null) {
      return Optional.of(standing.program().file());
    }
    Document front = workbench.activeDocument().get();
    return front == null ? Optional.empty() : front.file().filter(DebugPanels::isModule);
  }

  private static boolean isModule(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".wat") || name.endsWith(".wasm");
  }

  /** Shows where a breakpoint is, as far as it is anywhere. */
  private void open(GuestView guest, CodeMarks marks, UserBreakpoint breakpoint) {
    Path program = breakpoint.program();
    switch (breakpoint.spec().location()) {
      case Location.WatLine(int line) -> workbench.open(program, Integer.toString(line));
      case Location.Instruction(int offset) -> workbench.open(program, hex(offset));
      default -> {
        BreakpointState state = marks.breakpoints().states().get(breakpoint.id());
        Standing standing = guest.standing().get();
        if (state == null || state.offsets().isEmpty() || standing == null) {
          workbench.open(program);
        } else {
          int offset = state.offsets().getFirst();
          int line = standing.program().lines().line(offset);
          workbench.open(program, line > 0 ? Integer.toString(line) : hex(offset));
        }
      }
    }
  }

  private static String hex(int offset) {
    return "0x" + Integer.toHexString(offset);
  }

  private void watch(WatchesModel watches, String text) {
    try {
      watches.add(text);
      workbench.showPanel(WatchesPanel.ID);
    } catch (ExpressionException malformed) {
      say("That cannot be watched: " + malformed.getMessage() + ".");
    }
  }

  private void say(String sentence) {
    workbench.notify(Workbench.Severity.WARNING, sentence);
  }

  /** Opens those that are not open; they go again with {@link #hide}. */
  void show() {
    opened.clear();
    for (String panel : SHOWN) {
      if (!workbench.isOpen(panel)) {
        opened.add(panel);
        workbench.showPanel(panel);
      }
    }
    if (opened.contains(WatchesPanel.ID)) {
      workbench.showPanel(WatchesPanel.ID);
    }
    // What the program writes stays in view.
    workbench.showPanel(ConsolePanel.ID);
  }

  /** Closes those that {@link #show} has opened; what the user had open before stays. */
  void hide() {
    opened.forEach(workbench::hidePanel);
    opened.clear();
  }

  void close() {
    if (kept != null) {
      kept.close();
    }
  }
}
