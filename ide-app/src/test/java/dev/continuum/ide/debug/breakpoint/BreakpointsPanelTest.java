package dev.continuum.ide.debug.breakpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.ide.FxTest;
import dev.continuum.ide.TestDialogs;
import dev.continuum.ide.TestWindow;
import dev.continuum.ide.debug.PanelGuest;
import dev.continuum.ide.debug.PanelWindow;
import dev.continuum.ide.mark.BreakpointState;
import dev.continuum.ide.mark.Breakpoints;
import dev.continuum.ide.mark.CodeMarks;
import dev.continuum.ide.mark.UserBreakpoint;
import dev.continuum.ide.settings.UserFolders;
import dev.continuum.ide.shell.Feature;
import dev.continuum.ide.shell.ShellFeature;
import dev.continuum.ide.shell.Workbench;
import dev.continuum.ide.theme.Theme;
import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.expression.ScopeNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of breakpoints and their dialog, in a window. */
class BreakpointsPanelTest {
  private static final String PROGRAM =
      """
      (module
        (memory 1)
        (func $filter (export "run") (param $count i32) (result i32)
          (local $i i32)
          (local.set $i (i32.const 3))
          (local.get $i)))
      """;

  @TempDir Path folder;
  private final TestDialogs dialogs = new TestDialogs();
  private final Breakpoints breakpoints = new Breakpoints(kept -> {});
  private final CodeMarks marks = new CodeMarks(breakpoints);
  private final List<UserBreakpoint> opened = new ArrayList<>();
  private @Nullable Workbench workbench;

  private PanelGuest guest() throws Exception {
    return new PanelGuest(folder, PROGRAM, "run", 64);
  }

  private TestWindow window(PanelGuest guest, Theme theme) {
    Feature panels =
        new Feature() {
          @Override
          public void install(Workbench with, UserFolders folders) {
            workbench = with;
            with.addPanel(
                new BreakpointsPanel(
                    with,
                    guest,
                    marks,
                    new BreakpointsPanel.Links(
                        opened::add,
                        () ->
                            Optional.ofNullable(guest.standing().get())
                                .map(standing -> standing.program().file()),
                        () -> ScopeNames.NONE)));
            marks.dialog().set(breakpoint -> BreakpointDialog.edit(with, marks, breakpoint));
          }

          @Override
          public void close() {}
        };
    return TestWindow.of(folder, dialogs, theme, List.of(new ShellFeature(), panels));
  }

  private UserBreakpoint add(String command) throws Exception {
    Path program = folder.resolve("guest.wat");
    return breakpoints.add(program, BreakpointParser.parse(command));
  }

  private static void choose(TestWindow window, String title) {
    FxTest.runFx(() -> {
      MenuButton add = window.control(MenuButton.class, "breakpoints-add");
      for (MenuItem item : add.getItems()) {
        if (title.equals(item.getText())) {
          item.getOnAction().handle(null);
          return;
        }
      }
      throw new AssertionError(title);
    });
  }

  private static void press(ListView<?> list, KeyCode code) {
    FxTest.runFx(() ->
        list.fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  @Test
  void saysWhereAndWhenEachStops() throws Exception {
    FxTest.startToolkit();
    try (PanelGuest guest = guest();
        BreakpointsModel model = new BreakpointsModel(guest, breakpoints)) {
      UserBreakpoint line = add("break line 5 if $i > 3 count >= 2 log \"i {$i}\"");
      assertThat(model.place(line)).isEqualTo("guest.wat:5");
      assertThat(model.detail(line)).isEqualTo("if $i > 3, from hit 2, writes “i {$i}”");
      int offset =
          guest.standing().get() == null
              ? 0
              : Objects.requireNonNull(guest.standing().get().frame()).offset();
      assertThat(model.place(add("break 0x" + Integer.toHexString(offset))))
          .isEqualTo("$filter+0x0");
      assertThat(model.place(add("break import env.tick"))).isEqualTo("call of env.tick");
      assertThat(model.place(add("break throw $odd"))).isEqualTo("exception $odd");
      UserBreakpoint watch = add("watch memory[0x400]:i32");
      assertThat(model.place(watch)).isEqualTo("change of memory[0x400]:i32");
      assertThat(model.detail(watch)).isEqualTo("in guest.wat");
      breakpoints.states().put(line.id(), new BreakpointState(List.of(3), 1_200, ""));
      breakpoints.states().put(watch.id(), new BreakpointState(List.of(), 0, "there is no memory"));
      assertThat(model.hits(line)).isEqualTo("hit 1,200");
      assertThat(model.problem(watch)).isEqualTo("There is no memory.");
      List<Integer> updates = new ArrayList<>();
      model.onUpdate(() -> updates.add(1));
      breakpoints.states().put(line.id(), new BreakpointState(List.of(3), 1_201, ""));
      assertThat(updates).hasSize(1);
    }
  }

  @Test
  void addsChangesTogglesAndRemoves() throws Exception {
    try (PanelGuest guest = guest();
        TestWindow window = window(guest, Theme.DARK)) {
      FxTest.runFx(() -> window.window.showPanel(BreakpointsPanel.ID));
      FxTest.settle();
      choose(window, "On Any Trap");
      choose(window, "On Any Trap");
      assertThat(breakpoints.all()).hasSize(1);
      dialogs.form(form -> {
        TextField place = (TextField) form.lookup("#breakpoint-place");
        assertThat(place.getText()).isEqualTo("$");
        place.setText("$filter");
        ((TextField) form.lookup("#breakpoint-condition")).setText("$count >");
        assertThat(((Label) form.lookup("#breakpoint-condition-trouble")).getText())
            .contains("A value is missing");
        ((TextField) form.lookup("#breakpoint-condition")).setText("$count > 3");
        return true;
      });
      choose(window, "On a Function…");
      assertThat(breakpoints.all().getLast().spec()).hasToString("break $filter if $count > 3");
      dialogs.form(form -> {
        ((TextField) form.lookup("#breakpoint-place")).setText("$i");
        return true;
      });
      choose(window, "When a Value Is Used…");
      assertThat(breakpoints.all().getLast().spec()).hasToString("watch change $i");
      dialogs.form(form -> {
        ((CheckBox) form.lookup("#breakpoint-enabled")).setSelected(false);
        return true;
      });
      FxTest.runFx(
          () -> Objects.requireNonNull(marks.dialog().get()).accept(breakpoints.all().getLast()));
      assertThat(breakpoints.all().getLast().spec().enabled()).isFalse();
      ListView<?> list = window.control(ListView.class, "breakpoints-list");
      FxTest.runFx(() -> list.getSelectionModel().select(0));
      press(list, KeyCode.ENTER);
      assertThat(opened).containsExactly(breakpoints.all().getFirst());
      press(list, KeyCode.SPACE);
      assertThat(breakpoints.all().getFirst().spec().enabled()).isFalse();
      press(list, KeyCode.DELETE);
      assertThat(breakpoints.all()).hasSize(2);
      Button able = window.control(Button.class, "breakpoints-able-all");
      FxTest.runFx(able::fire);
      assertThat(breakpoints.all()).noneMatch(each -> each.spec().enabled());
      FxTest.runFx(able::fire);
      assertThat(breakpoints.all()).allMatch(each -> each.spec().enabled());
      Button remove = window.control(Button.class, "breakpoints-remove-all");
      dialogs.choice("Cancel");
      FxTest.runFx(remove::fire);
      assertThat(breakpoints.all()).hasSize(2);
      dialogs.choice("Remove all");
      FxTest.runFx(remove::fire);
      assertThat(breakpoints.all()).isEmpty();
      FxTest.runFx(guest::end);
      choose(window, "On memory.grow");
      assertThat(breakpoints.all()).isEmpty();
    }
  }

  @Test
  void looksGoodWithMuchAndLittle() throws Exception {
    FxTest.startToolkit();
    for (Theme theme : Theme.values()) {
      breakpoints.clear();
      try (PanelGuest guest = guest();
          TestWindow whole = window(guest, theme)) {
        Workbench with = Objects.requireNonNull(workbench);
        BreakpointsPanel panel =
            FxTest.onFx(() ->
                new BreakpointsPanel(
                    with,
                    guest,
                    marks,
                    new BreakpointsPanel.Links(at -> {}, Optional::empty, () -> ScopeNames.NONE)));
        try (PanelWindow window = new PanelWindow(panel.node(), theme, 300)) {
          window.picture("breakpoints-empty-" + theme);
          FxTest.onFx(() -> {
            UserBreakpoint first = add("break line 5");
            UserBreakpoint second = add("break line 6 if $i > 3");
            add("break $filter log \"count is {$count}\"");
            add("break line 4 disabled");
            UserBreakpoint lost = add("break line 1");
            add("break trap");
            add("break throw $a_tag_with_a_name_that_is_far_too_long_for_this_panel");
            add("break import wasi_snapshot_preview1.fd_write every 10");
            UserBreakpoint watch = add("watch write memory[0x400]:i32");
            Map<Long, BreakpointState> states = breakpoints.states();
            states.put(first.id(), new BreakpointState(List.of(60), 12_345, ""));
            states.put(second.id(), new BreakpointState(List.of(62), 1, ""));
            states.put(watch.id(), new BreakpointState(List.of(), 2, ""));
            states.put(
                lost.id(), new BreakpointState(List.of(), 0, "there is no instruction in line 1"));
            return true;
          });
          window.picture("breakpoints-many-" + theme);
        }
        Node form =
            FxTest.onFx(() -> {
              BreakpointFormModel model =
                  BreakpointFormModel.of(
                      BreakpointParser.parse("watch write $i if $i > 3 every 10 log \"i {$i}\""),
                      () -> ScopeNames.NONE);
              model.condition().text().set("$i >");
              model.number().set("no");
              return BreakpointDialog.form(model);
            });
        try (PanelWindow window = new PanelWindow(form, theme, 500, 400)) {
          window.picture("breakpoint-dialog-" + theme);
        }
        FxTest.runFx(panel::close);
        FxTest.runFx(() -> whole.window.showPanel(BreakpointsPanel.ID));
        whole.picture("debug-panels-" + theme);
      }
    }
  }
}
