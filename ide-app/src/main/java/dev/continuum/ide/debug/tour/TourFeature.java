package dev.continuum.ide.debug.tour;

import dev.continuum.ide.action.Action;
import dev.continuum.ide.action.Command;
import dev.continuum.ide.debug.DebugFeature;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.expression.Expression;
import dev.continuum.inspector.debug.expression.ExpressionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The sample with a fault in it: one action opens it, stopped at a breakpoint, with the tour. */
public final class TourFeature implements Feature {
  static final String WATCH = "debug.tourWatch";

  /** The line of the program that adds a reading to the total. */
  private static final int ADDING = 29;

  private final DebugFeature debug;
  private final CodeMarks marks;

  /** Uses a debugger and its marks. */
  public TourFeature(DebugFeature debug, CodeMarks marks) {
    this.debug = debug;
    this.marks = marks;
  }

  @Override
  public void install(Workbench workbench, UserFolders folders) {
    Path program = folders.state().resolve("tour").resolve("mean.wat").toAbsolutePath().normalize();
    TourModel model = new TourModel(debug.model(), marks.breakpoints(), program);
    workbench.addPanel(
        new TourPanel(
            model,
            workbench.actions(),
            () -> restart(workbench, model, program),
            () -> {
              model.end();
              workbench.hidePanel(TourPanel.ID);
            }));
    workbench
        .actions()
        .register(
            new Action("sample.debugTour", "Sample: debugger tour (WAT)", "fth-compass", null),
            Command.of(() -> open(workbench, model, program)));
    workbench
        .actions()
        .register(
            new Action(WATCH, "Watch the Total of the Tour", null, null),
            Command.of(() -> watch(program), model.active()));
  }

  /** Watches the total in place of stopping at the breakpoint. */
  private void watch(Path program) {
    Breakpoints breakpoints = marks.breakpoints();
    for (UserBreakpoint each : breakpoints.of(program)) {
      if (!each.spec().isWatchpoint()) {
        breakpoints.update(each.id(), spec -> spec.withEnabled(false));
      }
    }
    try {
      debug
          .model()
          .add(
              BreakpointSpec.at(
                  new Location.Watch(
                      Expression.parse("memory[0x80]:i32"), Location.Access.CHANGE)));
    } catch (ExpressionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Writes the program where it is not there, and shows it. */
  private void open(Workbench workbench, TourModel model, Path program) {
    var unused =
        workbench
            .tasks()
            .start(
                "Opening the tour",
                progress -> {
                  if (!Files.exists(program)) {
                    Files.createDirectories(program.getParent());
                    Files.write(program, original());
                  }
                  return program;
                },
                file -> begin(workbench, model, file),
                failure ->
                    workbench
                        .dialogs()
                        .error(
                            "The tour could not be opened",
                            program + " could not be written. " + failure.getMessage()));
  }

  private static byte[] original() throws IOException {
    try (InputStream in = TourFeature.class.getResourceAsStream("mean.wat")) {
      if (in == null) {
        throw new IOException("The program of the tour is missing.");
      }
      return in.readAllBytes();
    }
  }

  private void begin(Workbench workbench, TourModel model, Path program) {
    Breakpoints breakpoints = marks.breakpoints();
    breakpoints.of(program).forEach(each -> breakpoints.remove(each.id()));
    breakpoints.add(program, BreakpointSpec.at(new Location.WatLine(ADDING)));
    workbench
        .open(program)
        .ifPresent(document -> {
          workbench.showPanel(TourPanel.ID);
          model.begin();
          debug.debugFront(workbench);
        });
  }

  private void restart(Workbench workbench, TourModel model, Path program) {
    try {
      if (Files.exists(program)
          && !Arrays.equals(Files.readAllBytes(program), original())
          && workbench
                  .dialogs()
                  .choose(
                      "Start over",
                      "Your changes to " + program.getFileName() + " are lost then.",
                      List.of("Start over", "Cancel"))
              != 0) {
        return;
      }
      Files.write(program, original());
      begin(workbench, model, program);
    } catch (IOException failure) {
      workbench
          .dialogs()
          .error("The tour could not be started over", program + ": " + failure.getMessage());
    }
  }
}
