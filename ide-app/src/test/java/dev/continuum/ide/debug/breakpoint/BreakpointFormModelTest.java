package dev.continuum.ide.debug.breakpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.inspector.debug.BreakpointParser;
import dev.continuum.inspector.debug.BreakpointSpec;
import dev.continuum.inspector.debug.HitRule;
import dev.continuum.inspector.debug.Location;
import dev.continuum.inspector.debug.expression.ScopeNames;
import org.junit.jupiter.api.Test;

/** What the dialog of a breakpoint makes of what is typed. */
class BreakpointFormModelTest {
  private static BreakpointFormModel of(String command) throws Exception {
    return BreakpointFormModel.of(BreakpointParser.parse(command), () -> ScopeNames.NONE);
  }

  @Test
  void givesBackWhatItBeganWith() throws Exception {
    for (String command :
        new String[] {
          "break line 12",
          "break 0x1a3 if $i > 3 every 5 log \"i is {$i}\" disabled",
          "break $filter count == 2",
          "break import wasi_snapshot_preview1.fd_write",
          "break throw $odd",
          "break memory.grow count >= 3",
          "watch write memory[0x400]:i32 if $n",
          "watch read global.$g",
        }) {
      assertThat(of(command).spec()).as(command).contains(BreakpointParser.parse(command));
    }
  }

  @Test
  void isValidOnlyWhenEverythingCanBeUnderstood() throws Exception {
    BreakpointFormModel model = of("break line 12");
    assertThat(model.valid().get()).isTrue();
    model.condition().text().set("$i >");
    assertThat(model.valid().get()).isFalse();
    assertThat(model.condition().problem().get()).isNotNull();
    model.condition().text().set("$i > 3");
    assertThat(model.valid().get()).isTrue();
    model.rule().set(HitRule.Kind.EVERY);
    model.number().set("0");
    assertThat(model.valid().get()).isFalse();
    assertThat(model.numberTrouble().get()).contains("whole number from 1");
    model.number().set("25");
    assertThat(model.valid().get()).isTrue();
    assertThat(model.numberTrouble().get()).isEmpty();
    model.message().text().set("i is {$i");
    assertThat(model.valid().get()).isFalse();
    model.message().text().set("i is {$i}");
    model.place().text().set("line 12 if $i");
    assertThat(model.valid().get()).isFalse();
    model.place().text().set("$run");
    assertThat(model.spec().orElseThrow())
        .hasToString("break $run if $i > 3 every 25 log \"i is {$i}\"");
  }

  @Test
  void aWatchpointNeedsAPlace() {
    BreakpointFormModel model = new BreakpointFormModel(true, () -> ScopeNames.NONE);
    assertThat(model.valid().get()).isFalse();
    model.place().text().set("$i + 1");
    assertThat(model.valid().get()).isFalse();
    model.place().text().set("$i");
    model.access().set(Location.Access.READ);
    assertThat(model.spec().map(BreakpointSpec::toString)).contains("watch read $i");
  }
}
