package dev.continuum.ide.debug;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.debug.expression.GuestText;
import dev.continuum.ide.file.FileStamp;
import dev.continuum.ide.file.FileWatch;
import dev.continuum.ide.file.FileWatchFeature;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.RunningPlace;
import dev.continuum.ide.output.OutputLine;
import dev.continuum.ide.output.PlainText;
import dev.continuum.ide.run.ConsolePanel;
import dev.continuum.ide.run.Launch;
import dev.continuum.ide.run.RunFeature;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Document;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.shell.Workbench.ToolBarStyle;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import org.jspecify.annotations.Nullable;

/** Debugging: starts what Run runs under the debugger, and shows it. */
public final class DebugFeature implements Feature {
  private final RunFeature run;
  private final CodeMarks marks;
  private final BreakpointFile kept;
  private final FileWatchFeature files;
  private final Debugger debugger;
  private FileWatch.@Nullable Watched watched;
  private @Nullable DebugModel model;
  private @Nullable TrapModel trap;
  private @Nullable DebugPanels panels;
  private @Nullable Launch last;

  /**
   * The feature.
   *
   * @param run what is debugged, and whose console it uses
   * @param marks where breakpoints come from, and where it shows what runs
   * @param kept where breakpoints are kept
   * @param files notices that a module is replaced
   */
  public DebugFeature(
      RunFeature run,
      CodeMarks marks,
      BreakpointFile kept,
      FileWatchFeature files,
      Debugger debugger) {
    this.run = run;
    this.marks = marks;
    this.kept = kept;
    this.files = files;
    this.debugger = debugger;
  }

  /** The debugger; there once the feature is installed. */
  public DebugModel model() {
    return Objects.requireNonNull(model, "not installed");
  }

  /** Where values came from; there once the feature is installed. */
  public TrapModel origins() {
    return Objects.requireNonNull(trap, "not installed");
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    DebugModel made =
        new DebugModel(
            workbench.tasks(),
            marks,
            debugger,
            (bad, text) ->
                run.console()
                    .output()
                    .line(
                        OutputLine.of(
                            bad ? OutputLine.Kind.FAILURE : OutputLine.Kind.NOTE,
                            PlainText.of(text))));
    model = made;
    kept.install(marks.breakpoints(), workbench, folders);
    workbench
        .actions()
        .register(
            new Action("debug.start", "Debug", "fth-crosshair", "F5"),
            Command.of(
                () -> start(workbench),
                Bindings.createBooleanBinding(
                    () ->
                        made.state().get() == DebugModel.State.STANDING
                            || made.state().get() == DebugModel.State.IDLE
                                && run.launcher().available().get(),
                    made.state(),
                    run.launcher().available())));
    new DebugActions(workbench, made, marks).register(() -> restart(workbench));
    new RecordingActions(workbench, made)
        .register(
            run.launcher().available(),
            recording ->
                run.launcher()
                    .launch(true)
                    .ifPresent(launch -> debug(workbench, launch, recording)));
    workbench.addToolBarAction("debug.start", ToolBarStyle.PLAIN);
    TrapModel origins = new TrapModel(made);
    trap = origins;
    workbench.addBar(new TrapStrip(origins));
    workbench.addBar(new DebugBar(workbench.actions(), new TimelineModel(made)));
    panels = new DebugPanels(workbench);
    panels.install(made, marks, origins, folders, () -> start(workbench));
    made.state()
        .subscribe((before, now) -> {
          if (before == DebugModel.State.IDLE) {
            began(workbench, made);
          } else if (now == DebugModel.State.IDLE) {
            ended(workbench);
          }
        });
    made.standing().subscribe(now -> say(workbench, now));
    marks.running().subscribe(place -> reveal(workbench, place));
  }

  /** Starts what is in front, or goes on with what stands still. */
  private void start(Workbench workbench) {
    if (model().state().get() == DebugModel.State.STANDING) {
      model().move(new dev.continuum.inspector.debug.Motion.Continue());
      return;
    }
    debugFront(workbench);
  }

  /** Starts anew what is debugged, as its files are now. */
  private void restart(Workbench workbench) {
    Launch again = last;
    if (again != null && run.launcher().saveAll()) {
      debug(workbench, again, null);
    }
  }

  /** Debugs what is in front; what is debugged now is stopped first. */
  public void debugFront(Workbench workbench) {
    run.launcher().launch(true).ifPresent(launch -> debug(workbench, launch, null));
  }

  /**
   * Debugs something.
   *
   * @param recording what to begin with; null for the start
   */
  void debug(Workbench workbench, Launch launch, @Nullable Path recording) {
    last = launch;
    workbench.showPanel(ConsolePanel.ID);
    run.console().run(new DebugLaunch(launch), model().starter(recording));
  }

  private void began(Workbench workbench, DebugModel debugged) {
    Path program = debugged.program().orElseThrow().file();
    if (!String.valueOf(program.getFileName()).endsWith(".wat")) {
      watched =
          files
              .watch()
              .watch(
                  program,
                  FileStamp.of(program),
                  seen -> {
                    if (seen.exists()) {
                      debugged.replaced();
                    }
                  });
    }
    panels().show();
  }

  private void ended(Workbench workbench) {
    if (watched != null) {
      watched.close();
      watched = null;
    }
    panels().hide();
    workbench.statusText().set("");
  }

  private DebugPanels panels() {
    return Objects.requireNonNull(panels, "not installed");
  }

  private static void say(Workbench workbench, @Nullable Standing now) {
    if (now != null) {
      String where = now.frame() == null ? "" : " at " + GuestText.shown(now.frame().name());
      workbench.statusText().set(StopWords.brief(now) + where);
    }
  }

  /** Brings the program's document to the front when it stands somewhere in it. */
  private static void reveal(Workbench workbench, @Nullable RunningPlace place) {
    if (place == null) {
      return;
    }
    Document front = workbench.activeDocument().get();
    boolean shown = front != null && front.file().equals(Optional.of(place.program()));
    if (!shown) {
      front = workbench.open(place.program()).orElse(null);
    }
    // A text marks its running line by itself; a binary may show another page.
    if (front != null && place.line() == 0) {
      front.reveal("0x" + Integer.toHexString(place.offset()));
    }
  }

  @Override
  public void close() {
    kept.close();
    panels().close();
  }
}
